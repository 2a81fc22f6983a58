package health.cordon.system.provisioning;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.wall.MySql8;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same on a genuine MySQL 8, beside the platform's own server. */
@Tag("deep")
@Tag("mysql8")
@OnPlatform
class ProvisionMySqlDeepIT extends ProvisioningSuite {
    private static @Nullable MySql8 mysql;
    private static String url = "";

    ProvisionMySqlDeepIT(Platform platform) {
        super(platform, new Host());
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        mysql = MySql8.start();
        url = mysql.provisioner();
        System.out.println("mysql8   " + mysql.version());
    }

    @AfterAll
    static void end() {
        if (mysql != null) {
            mysql.close();
        }
    }

    private static final class Host implements DatabaseHost {
        @Override
        public String url() {
            return url;
        }

        @Override
        public String value(String sql) {
            try {
                return running().value(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void execute(String sql) {
            try {
                running().execute(List.of(sql));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MySql8 running() {
            if (mysql == null) {
                throw new IllegalStateException("MySQL 8 does not run");
            }
            return mysql;
        }
    }
}
