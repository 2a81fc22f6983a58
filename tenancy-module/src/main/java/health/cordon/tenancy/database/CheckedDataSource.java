package health.cordon.tenancy.database;

import com.mysql.cj.jdbc.MysqlDataSource;
import health.cordon.tenancy.settings.Addresses;
import health.cordon.tenancy.trust.CertificateWarnings;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** The driver's data source; looks before each connection where the name leads. */
final class CheckedDataSource extends MysqlDataSource {
    private static final long serialVersionUID = 1L;
    private static final int LOGIN_SECONDS = 5;
    private final transient DatabaseUrl place;

    CheckedDataSource(DatabaseUrl place) {
        this.place = place;
    }

    /**
     * The driver has no login timeout. The pool takes it for the time that its own threads have to
     * end when it closes, and at zero warns every time.
     */
    @Override
    public int getLoginTimeout() {
        return LOGIN_SECONDS;
    }

    @Override
    protected Connection getConnection(Properties properties) throws SQLException {
        try {
            Addresses.resolve(place.host());
            return super.getConnection(properties);
        } catch (UnknownHostException e) {
            CertificateWarnings.report(place.key(), e);
            throw new SQLException("the database's host cannot be used", "08001", e);
        } catch (SQLException e) {
            CertificateWarnings.report(place.key(), e);
            throw e;
        }
    }
}
