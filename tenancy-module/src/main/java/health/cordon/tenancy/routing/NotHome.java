package health.cordon.tenancy.routing;

/** The database refused a write because it is not the tenant's home, or will not be in a moment. */
final class NotHome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotHome(Throwable cause) {
        super("not the tenant's home", cause);
    }
}
