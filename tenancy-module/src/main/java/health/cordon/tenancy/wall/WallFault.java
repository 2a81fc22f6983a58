package health.cordon.tenancy.wall;

/** A database does not stand behind its walls. The message is one sentence that says the fix. */
public final class WallFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WallFault(String sentence) {
        super(sentence);
    }
}
