package health.cordon.system.provisioning;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same on a genuine MySQL 8. */
@Tag("deep")
@Tag("mysql8")
@OnPlatform
class ProvisionMySqlDeepIT extends ProvisioningSuite {
    private static @Nullable MySqlHost host;

    ProvisionMySqlDeepIT(Platform platform) {
        super(platform, Objects.requireNonNull(host));
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        host = MySqlHost.start();
    }

    @AfterAll
    static void end() {
        Objects.requireNonNull(host).close();
    }
}
