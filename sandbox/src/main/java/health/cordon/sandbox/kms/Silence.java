package health.cordon.sandbox.kms;

/** A call that is not answered. */
final class Silence extends RuntimeException {
    private static final long serialVersionUID = 1;

    Silence() {
        super("no answer", null, false, false);
    }
}
