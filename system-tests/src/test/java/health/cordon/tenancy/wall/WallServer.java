package health.cordon.tenancy.wall;

/** A database server on which the walls are tried. */
public interface WallServer {
    /**
     * A new database, migrated and walled in, with an account that serves from it.
     *
     * @param ref of the form of a ref, such as {@code wall-1}
     */
    WalledPlace create(String ref);
}
