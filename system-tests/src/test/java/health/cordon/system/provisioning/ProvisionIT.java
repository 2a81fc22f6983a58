package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the platform's own database server; and what is refused before a server is asked. */
@OnPlatform
class ProvisionIT extends ProvisioningSuite {
    ProvisionIT(Platform platform) {
        super(platform, DatabaseHost.of(platform));
    }

    @ParameterizedTest
    @CsvSource({
        "slug, admin",
        "slug, No",
        "region, mars",
        "vertical, dental",
        "tier, gold",
        "requestedBy, nobody",
        "requestedBy, a b@example.com"
    })
    void refusesWhatIsNotConfiguredOrNoForm(String field, String value) {
        var request = Fleet.wanted(slug, "db");
        request.put(field, value);
        var refused = fleet.provision(request);
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.text()).contains("\"" + field + "\"");
        assertThat(database.count("provisioning", "slug = '%s'".formatted(slug))).isZero();
    }

    @Test
    void refusesASlugThatIsTaken() {
        var known = platform.organisation();
        var refused = fleet.provision(Fleet.wanted(known.slug(), "db"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text()).contains("\"slug\"");
        assertThat(database.count("provisioning", "slug = '%s'".formatted(known.slug()))).isZero();
        assertThat(fleet.provision(withoutName()).status()).isEqualTo(400);
    }

    /** Somebody must stand for what is made. */
    private Map<String, Object> withoutName() {
        var request = Fleet.wanted(slug, "db");
        request.remove("requestedBy");
        return request;
    }

    /** Of another organisation, or of nobody that says so. */
    @Test
    void refusesAKeyThatIsTaken() {
        try (var keys = platform.keys()) {
            var key = keys.kms().createKey().keyMetadata().keyId();
            keys.kms().createAlias(as -> as.aliasName("alias/clinical-" + slug).targetKeyId(key));
        }
        var refused = fleet.provision(Fleet.wanted(slug, "db", "key"));
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text()).contains("\"key\"");
        assertNothingWasBegun();
    }

    @Test
    void refusesAnIssuerThatIsTaken() {
        var other = platform.organisationWithIssuer();
        var request = Fleet.wanted(slug, "db");
        request.put("oidcIssuer", admin.get("organisations/" + other.slug()).text("oidcIssuer"));
        var refused = fleet.provision(request);
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text()).contains("\"oidcIssuer\"");
        assertNothingWasBegun();
    }

    private void assertNothingWasBegun() {
        assertThat(fleet.progress(slug).status()).isEqualTo(404);
        assertThat(admin.get("servers/" + server).json().path("tenants").asInt()).isZero();
    }

    @Test
    void givesKeyAndBucketPoliciesOfTheirOwn() {
        var made = fleet.provision(Fleet.wanted(slug, "bucket", "key"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        try (var keys = platform.keys()) {
            var policy =
                    keys.kms()
                            .getKeyPolicy(of -> of.keyId(made.text("clinicalKmsKeyArn")))
                            .policy();
            assertThat(policy)
                    .contains("role/cordon-server", "kms:ReEncryptFrom", ":root")
                    .doesNotContain("kms:*");
        }
        assertThat(made.json().at("/provisioning/steps").toString())
                .as("this S3 answers 501 to both")
                .contains("no public access block", "no bucket policy");
    }

    @Test
    void isTakenBackByNobodyElse() {
        assertThat(fleet.abort(slug).status()).isEqualTo(404);
        var clinician = platform.admin(platform.sandbox().token("auditor"));
        assertThat(clinician.send("DELETE", "organisations/x/provisioning", new byte[0]).status())
                .isEqualTo(403);
    }
}
