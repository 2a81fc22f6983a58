package health.cordon.tenancy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mysql.cj.jdbc.MysqlDataSource;
import health.cordon.tenancy.settings.AddressRefused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String PASSWORD = "s3cr3t";

    @Test
    void looksWhereANameLeadsBeforeItConnects() {
        var url =
                new DatabaseUrl(
                        "KEY", "169.254.169.254", 3306, "d", "u", "s3cr3t", java.util.Map.of());
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Connections.dataSource(url).getConnection())
                .withMessage("the database's host cannot be used")
                .withCauseInstanceOf(AddressRefused.class);
    }

    @Test
    void setsTheDriverUpSafely() throws Exception {
        var source = source("mysql://u:s3cr3t@h.example.com:3307/d?socketTimeout=7000");
        assertThat(source.getUrl()).isEqualTo("jdbc:mysql://h.example.com:3307/d");
        assertThat(source.getStringProperty("sslMode").getStringValue())
                .isEqualTo("VERIFY_IDENTITY");
        assertThat(source.getAllowLoadLocalInfile()).isFalse();
        assertThat(source.getAllowMultiQueries()).isFalse();
        assertThat(source.getUseServerPrepStmts()).isTrue();
        assertThat(source.getConnectTimeout()).isEqualTo(5_000);
        assertThat(source.getIntegerProperty("socketTimeout").getStringValue()).isEqualTo("7000");
    }

    @Test
    void givesUpInTimeWithoutTellingThePassword() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var source =
                    source(
                            "mysql://u:s3cr3t@127.0.0.1:"
                                    + silent.getLocalPort()
                                    + "/d?connectTimeout=300&socketTimeout=300");
            var start = System.nanoTime();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(source::getConnection)
                    .withMessageNotContaining(PASSWORD);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesThePlaceAndTheKindOfFailureOnly() {
        var url = DatabaseUrl.parse("mysql://u:s3cr3t@h.example.com/d");
        var failure = new DatabaseUnavailable(url, new SQLException("Access denied for 'u'"));
        assertThat(failure)
                .hasMessage(
                        "the database at mysql://…@h.example.com:3306/d cannot be used:"
                                + " SQLException");
    }

    private static MysqlDataSource source(String url) {
        return (MysqlDataSource) Connections.dataSource(DatabaseUrl.parse(url));
    }
}
