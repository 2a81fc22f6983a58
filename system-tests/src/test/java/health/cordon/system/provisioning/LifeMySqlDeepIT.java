package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes after provisioning, on a genuine MySQL 8: new passwords, and an end. */
@Tag("deep")
@Tag("mysql8")
@OnPlatform
class LifeMySqlDeepIT {
    private static final int WRONG_PASSWORD = 1045;
    private static @Nullable MySqlHost started;

    private final Platform platform;
    private final MySqlHost host = Objects.requireNonNull(started);
    private final Fleet fleet;

    LifeMySqlDeepIT(Platform platform) {
        this.platform = platform;
        fleet = new Fleet(platform, host);
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        started = MySqlHost.start();
    }

    @AfterAll
    static void end() {
        Objects.requireNonNull(started).close();
    }

    @BeforeEach
    void aServer() {
        fleet.add(10, 0);
    }

    @AfterEach
    void forgetServers() {
        fleet.forget();
    }

    private Provisioned made() {
        var slug = Organisation.unique("my-");
        var made = fleet.provision(Fleet.wanted(slug, "db", "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new Provisioned(platform, "", slug, made.id(), made.text("clinicalDbConnectionRef"));
    }

    @Test
    void exchangesPasswordsUnderTraffic() throws Exception {
        var own = made();
        var traffic = Traffic.of(List.of(own.clinician()));
        try (traffic) {
            for (int turn = 0; turn < 2; turn++) {
                int before = traffic.requests();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> traffic.requests() > before + 50);
                var runtime = own.runtime();
                var migration = own.migration();
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> own.rotate().text("state").equals("done"));
                assertThat(own.runtime().user()).isNotEqualTo(runtime.user());
                assertThat(Provisioned.signIn(runtime)).isEqualTo(WRONG_PASSWORD);
                assertThat(Provisioned.signIn(migration)).isEqualTo(WRONG_PASSWORD);
                assertThat(accounts(own, "TRUE")).isEqualTo("2");
            }
        }
        System.out.printf(
                "mysql8   %d requests, %d failed%n", traffic.requests(), traffic.failed().size());
        assertThat(traffic.failed()).isEmpty();
        assertThat(rows(own, "patient")).isEqualTo(String.valueOf(traffic.created().size()));
    }

    private String accounts(Provisioned own, String which) {
        return host.value(
                "SELECT COUNT(*) FROM mysql.user WHERE user LIKE '%s%%' AND %s"
                        .formatted(own.database(), which));
    }

    private String rows(Provisioned own, String table) {
        return host.value("SELECT COUNT(*) FROM %s.%s".formatted(own.database(), table));
    }

    @Test
    void endsAndIsDeleted() {
        var own = made();
        fleet.assertServes(own.slug());
        var ending = new Ending(platform, own.slug(), own.id());
        ending.begin();
        ending.waitedOut();

        for (var table : List.of("patient", "dek", "idempotent_request", "audit_record")) {
            assertThat(rows(own, table)).as(table).isEqualTo("0");
        }
        assertThat(accounts(own, "account_locked = 'Y'")).isEqualTo("2");

        assertThat(ending.finish()).isEqualTo("deleted");
        assertThat(accounts(own, "TRUE")).isEqualTo("0");
        assertThat(
                        host.value(
                                "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = '%s'"
                                        .formatted(own.database())))
                .isEqualTo("0");
        assertThat(
                        platform.platformDatabase()
                                .count(
                                        "retired_trail",
                                        "organisation_id = '%s'".formatted(own.id())))
                .isPositive();
    }
}
