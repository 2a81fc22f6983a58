package health.cordon.batch.lease;

/** The range is another one's by now, or is to be given back; nothing may be written. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost() {
        super("the lease has gone", null, false, false);
    }
}
