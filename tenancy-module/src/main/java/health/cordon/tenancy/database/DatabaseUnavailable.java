package health.cordon.tenancy.database;

/** A database cannot be used now. The message names the place, never a credential or a value. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(DatabaseUrl url, Exception cause) {
        super("the database at " + url + " cannot be used: " + cause.getClass().getSimpleName());
        initCause(cause);
    }
}
