package health.cordon.system.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.cli.outcome.Failure;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One issuer never vouches for two organisations, not even one after the other: the people that it
 * knows are the first one's.
 */
@OnPlatform
class IssuerOwnershipIT {
    private final Platform platform;
    private final Organisation owner;
    private final Organisation other;
    private final Client admin;
    private final Database registry;
    private final HospitalIssuer issuer = new HospitalIssuer();

    IssuerOwnershipIT(Platform platform) {
        this.platform = platform;
        owner = platform.organisation();
        other = platform.organisation();
        admin = platform.platformAdmin();
        registry = platform.platformDatabase();
    }

    @BeforeEach
    void oneHasIt() {
        issuer.vouchFor(owner, admin);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void isRefusedWhileItIsAnothers() {
        assertRefused();
    }

    @Test
    void isRefusedOnceItWasAnothersAndGivenBackToItsOwner() {
        var token = issuer.token();
        assertThat(change(owner, null).status()).isEqualTo(200);
        assertThat(history()).singleElement().asString().endsWith("given up");

        assertRefused();
        assertThat(platform.api(token).get("patients").status()).isEqualTo(401);
        assertThat(change(owner, issuer.name()).status()).isEqualTo(200);
        assertThat(history()).singleElement().asString().endsWith("its own");
        assertThat(platform.api(token).get("patients").status()).isEqualTo(200);
    }

    @Test
    void isKeptInTheHistoryWhoeverSetIt() {
        try (var second = new HospitalIssuer()) {
            set(owner, second.name());

            assertThat(history())
                    .containsExactlyInAnyOrder(
                            issuer.name() + " given up", second.name() + " its own");
        }
    }

    /** Those of before there was a history, as the version before left them. */
    @Tag("deep")
    @Tag("restarts")
    @Test
    void ofBeforeIsInTheHistoryAfterAnUpgrade() {
        for (var trigger : List.of("organisation_issuer_inserted", "organisation_issuer_updated")) {
            registry.execute("DROP TRIGGER IF EXISTS " + trigger);
        }
        registry.execute("DELETE FROM organisation_resource WHERE kind = 'issuer'");
        registry.execute("DELETE FROM DATABASECHANGELOG WHERE id LIKE 'issuer-history%'");
        assertThat(history()).isEmpty();

        var upgraded = platform.secondNode(Map.of("ROLE_NAMES", "issuer-history=clinician"));

        assertThat(history()).containsExactly(issuer.name() + " its own");
        assertRefused();
        assertThat(platform.api(issuer.token()).via(upgraded).get("patients").status())
                .isEqualTo(200);
    }

    private void assertRefused() {
        var before = admin.get(path(other)).json();
        int asked = issuer.discovered();

        assertConflict(change(other, issuer.name()));
        assertThatThrownBy(() -> set(other, issuer.name()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("The database refused");

        assertThat(issuer.discovered()).as("nobody looked at it").isEqualTo(asked);
        assertThat(admin.get(path(other)).json()).isEqualTo(before);
    }

    private static void assertConflict(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:conflict");
        assertThat(answer.json().has("checks")).isFalse();
    }

    /** By plain SQL, as a database administrator does. */
    private void set(Organisation organisation, String name) {
        registry.execute(
                "UPDATE organisation SET oidc_issuer = '%s' WHERE id = '%s'"
                        .formatted(name, organisation.id()));
    }

    private Answer change(Organisation organisation, @Nullable String name) {
        var before = admin.get(path(organisation));
        var change = new HashMap<String, @Nullable String>();
        change.put("name", before.text("name"));
        change.put("oidcIssuer", name);
        return admin.put(path(organisation), before.etag(), change);
    }

    private List<String> history() {
        return registry.column(
                "SELECT CONCAT(value, IF(until IS NULL, ' its own', ' given up')) FROM"
                        + " organisation_resource WHERE kind = 'issuer' AND organisation_id = '%s'"
                                .formatted(owner.id()));
    }

    private static String path(Organisation organisation) {
        return "organisations/" + organisation.slug();
    }
}
