package health.cordon.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before the database is even asked: there is none here. */
class OrganisationAdministrationTest {
    private static final String PLATFORM_KEY = "arn:aws:kms:us-east-1:000000000000:key/platform";
    private static final String TAG = "\"x-1\"";

    private final OrganisationAdministration administration = new OrganisationAdministration();

    OrganisationAdministrationTest() {
        var settings =
                new Settings(
                        Map.of(
                                        "CLINICAL_STORAGE_BUCKET", "common",
                                        "AWS_REGION", "us-east-1",
                                        "ALLOW_LOOPBACK_ENDPOINTS", "true",
                                        "PLATFORM_ISSUER", "http://127.0.0.1:1/platform",
                                        "TENANT_ISSUER", "http://127.0.0.1:1/tenants",
                                        "ORGANISATION_REGIONS", "sandbox-1",
                                        "KMS_CMK_ARN", PLATFORM_KEY)
                                ::get);
        var endpoints = EndpointPolicy.from(settings);
        administration.storageConfig = StorageConfig.from(settings, endpoints);
        administration.keyConfig = KeyConfig.from(settings, endpoints);
        administration.tokenConfig = TokenConfig.from(settings, endpoints);
        administration.settings = new OrganisationSettings();
        administration.settings.read(settings);
    }

    private static void assertInvalid(ThrowingCallable call, String field) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.fields()).containsExactly(field));
    }

    private static void assertProblem(ThrowingCallable call, Problem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private static OrganisationRequest request(
            String slug, String region, String vertical, String tier, List<String> states) {
        return new OrganisationRequest(
                slug, "North", region, vertical, tier, states, null, null, null, null, null);
    }

    @Nested
    class Creation {
        private void create(String slug, String... states) {
            administration.create(request(slug, "sandbox-1", "acute", "standard", List.of(states)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "No", "north_1", "-north", "admin", "platform", "north\n"})
        void needsASlug(String slug) {
            assertInvalid(() -> create(slug, "MA"), "slug");
        }

        @Test
        void needsEachStateOnce() {
            assertInvalid(() -> create("north", "MA", "NY", "MA"), "states");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "region, mars, acute, standard, MA",
        "region, us-east-1, acute, standard, MA",
        "vertical, sandbox-1, dental, standard, MA",
        "tier, sandbox-1, acute, gold, MA",
        "states, sandbox-1, acute, standard, ZZ"
    })
    void makesAnOrganisationOfConfiguredChoicesAlone(
            String field, String region, String vertical, String tier, String state) {
        var request = request("north", region, vertical, tier, List.of(state));
        assertInvalid(() -> administration.create(request), field);
    }

    @Nested
    class Changes {
        private void change(
                @Nullable String tag,
                @Nullable String ref,
                @Nullable String bucket,
                @Nullable String key) {
            administration.change(
                    "north",
                    new OrganisationChange("North", ref, bucket, key, null, null, null),
                    tag);
        }

        @ParameterizedTest
        @NullAndEmptySource
        void needTheVersionTheyStartFrom(String tag) {
            assertProblem(() -> change(tag, null, null, null), Problem.PRECONDITION_REQUIRED);
        }

        @ParameterizedTest
        @CsvSource({"''", "dir", "Acme", "a_b", "../x", "-a"})
        void needARef(String ref) {
            assertInvalid(() -> change(TAG, ref, null, null), "clinicalDbConnectionRef");
        }

        @ParameterizedTest
        @CsvSource({"''", "A", "a/b", "a..b"})
        void needABucket(String bucket) {
            assertInvalid(() -> change(TAG, null, bucket, null), "clinicalStorageBucket");
        }

        @ParameterizedTest
        @CsvSource({"''", "alias/x", "1234", "arn:aws:s3:::x"})
        void needAKey(String key) {
            assertInvalid(() -> change(TAG, null, null, key), "clinicalKmsKeyArn");
        }

        private void trust(@Nullable String issuer, @Nullable String audience) {
            administration.change(
                    "north",
                    new OrganisationChange("North", null, null, null, issuer, audience, null),
                    TAG);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "north",
                    "ftp://127.0.0.1/x",
                    "http://id.example.com/x",
                    "https://id.example.com/x",
                    "https://169.254.169.254/x",
                    "http://u:p@127.0.0.1/x",
                    "http://127.0.0.1:1/x/",
                    "http://127.0.0.1:1/x?y=1",
                    "http://127.0.0.1:1/x#y",
                    "http://127.0.0.1:1/platform",
                    "http://127.0.0.1:1/tenants"
                })
        void needAnIssuerOfTheAllowedHosts(String issuer) {
            assertInvalid(() -> trust(issuer, null), "oidcIssuer");
        }

        @Test
        void haveNoAudienceWithoutAnIssuer() {
            assertInvalid(() -> trust(null, "ehr"), "oidcAudience");
        }

        @Test
        void cannotTakeWhatAllShare() {
            assertProblem(() -> change(TAG, null, "common", null), Problem.CONFLICT);
            assertProblem(() -> change(TAG, null, null, PLATFORM_KEY), Problem.CONFLICT);
        }
    }
}
