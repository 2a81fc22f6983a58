package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Database, bucket and key are in one region, or somebody says that they need not be. */
@Tag("deep")
@Tag("life")
@OnPlatform
class RegionsIT {
    private static final String OTHER = "sandbox-2";

    private final Platform platform;
    private final Fleet fleet;
    private final String slug = Organisation.unique("region-");
    private final String server = Organisation.unique("far-");

    RegionsIT(Platform platform) {
        this.platform = platform;
        fleet = new Fleet(platform, DatabaseHost.of(platform));
    }

    @BeforeEach
    void aServerThere() {
        platform.sandbox()
                .createDatabaseServer(
                        server, OTHER, line -> System.out.println("provision  " + line));
    }

    @AfterEach
    void forget() {
        fleet.drain(server);
    }

    private Map<String, Object> wanted(String region, String... dedicated) {
        var wanted = Fleet.wanted(slug, dedicated);
        wanted.put("region", region);
        return wanted;
    }

    @Test
    void isTheOrganisationsUnlessSomebodySaysOtherwise() {
        var refused = fleet.provision(wanted(OTHER, "db", "key"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:cross-region");
        assertThat(fleet.progress(slug).status()).isEqualTo(404);

        var allowed = wanted(OTHER, "db", "key");
        allowed.put("allowCrossRegion", true);
        var made = fleet.provision(allowed);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(serverOf(made.id())).isEqualTo(server);
        assertThat(
                        platform.platformDatabase()
                                .value(
                                        "SELECT record FROM audit_record WHERE verb ="
                                                + " 'TENANT_PROVISIONED' AND tenant_id = '%s'"
                                                        .formatted(made.id())))
                .endsWith(", across regions");
        fleet.assertServes(slug);
    }

    @Test
    void hasAServerOfItsOwnOrTakesAnotherOnesWhereAllowed() {
        var none = fleet.provision(wanted("sandbox-1", "db"));
        assertThat(none.text("type")).as("%s", none).isEqualTo("urn:cordon:problem:no-server");
        var allowed = wanted("sandbox-1", "db");
        allowed.put("allowCrossRegion", true);
        var made = fleet.provision(allowed);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(serverOf(made.id())).isEqualTo(server);
        fleet.assertServes(slug);
    }

    private String serverOf(String id) {
        return platform.platformDatabase()
                .value(
                        "SELECT server FROM server_database WHERE organisation_id = '%s'"
                                .formatted(id));
    }
}
