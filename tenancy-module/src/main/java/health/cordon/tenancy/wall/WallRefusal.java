package health.cordon.tenancy.wall;

import java.sql.SQLException;

/** What the walls say when they refuse a statement. */
public final class WallRefusal {
    private WallRefusal() {}

    /** A write outside of the tenant's home; nothing was written. */
    public static boolean isNotHome(SQLException refused) {
        return refused.getErrorCode() == WallSql.NOT_HOME;
    }

    /** A tenant that was not signed for this connection, or with a key that is not accepted. */
    public static boolean isUnsigned(SQLException refused) {
        return refused.getErrorCode() == WallSql.NOT_SIGNED;
    }
}
