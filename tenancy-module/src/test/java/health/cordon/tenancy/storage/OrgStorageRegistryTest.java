package health.cordon.tenancy.storage;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgStorageRegistryTest {
    private static final UUID ID = new UUID(1, 1);

    private final OrgStorageRegistry registry = new OrgStorageRegistry();
    private final Tenant shared = Tenants.tenant("south").formerBucket("former").build();
    private final Tenant dedicated = Tenants.tenant("north").bucket("own").build();

    OrgStorageRegistryTest() {
        var settings =
                new Settings(
                        Map.of("CLINICAL_STORAGE_BUCKET", "common", "AWS_REGION", "us-east-1")
                                ::get);
        registry.storageConfig = StorageConfig.from(settings, EndpointPolicy.from(settings));
        registry.routingConfig = RoutingConfigs.of(Map.of());
        registry.history = Tenants.history();
    }

    @Nested
    class NewObjects {
        @Test
        void goToTheOrganisationsBucketUnderItsOwnPrefix() {
            assertThat(registry.placeFor(dedicated, "images", ID))
                    .isEqualTo(new ObjectPlace("own", dedicated.id() + "/images/" + ID));
        }

        @Test
        void goToTheSharedBucketWhereThereIsNone() {
            assertThat(registry.placeFor(shared, "images", ID))
                    .isEqualTo(new ObjectPlace("common", shared.id() + "/images/" + ID));
        }

        @Test
        void goToTheSharedBucketWhenTheSwitchIsOff() {
            registry.routingConfig =
                    RoutingConfigs.of(Map.of("FEATURE_PER_ORG_CLINICAL_DB", "false"));
            assertThat(registry.placeFor(dedicated, "images", ID).bucket()).isEqualTo("common");
        }
    }

    @Nested
    class Ownership {
        private boolean owns(Tenant tenant, String bucket, String key) {
            return registry.owns(tenant, new ObjectPlace(bucket, key));
        }

        @Test
        void reachesBackToFormerBucketsAndTheSharedOne() {
            assertThat(owns(shared, "former", shared.id() + "/images/x")).isTrue();
            assertThat(owns(shared, "common", shared.id() + "/images/x")).isTrue();
            assertThat(owns(dedicated, "own", dedicated.id() + "/images/x")).isTrue();
        }

        @Test
        void staysWhenTheSwitchIsOff() {
            registry.routingConfig =
                    RoutingConfigs.of(Map.of("FEATURE_PER_ORG_CLINICAL_DB", "false"));
            assertThat(owns(dedicated, "own", dedicated.id() + "/images/x")).isTrue();
        }

        @Test
        void reachesABucketThatTheSnapshotDoesNotKnowYet() {
            registry.history = Tenants.history(shared, "new");
            assertThat(owns(shared, "new", shared.id() + "/images/x")).isTrue();
            assertThat(owns(dedicated, "new", dedicated.id() + "/images/x")).isFalse();
        }

        @Test
        void endsAtBucketsOfOthers() {
            assertThat(owns(dedicated, "former", dedicated.id() + "/images/x")).isFalse();
            assertThat(owns(shared, "own", shared.id() + "/images/x")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../%s/images/x",
                    "a/../../%s/images/x",
                    "./../%s/x",
                    "/x",
                    "%%2e%%2e/%s/x"
                })
        void endsWhereAStoreThatTakesKeysForPathsWouldLeaveIt(String rest) {
            assertThat(owns(shared, "common", shared.id() + "/" + rest.formatted(dedicated.id())))
                    .isFalse();
        }

        @Test
        void endsAtThePrefixOfOthers() {
            assertThat(owns(dedicated, "common", shared.id() + "/images/x")).isFalse();
            assertThat(owns(dedicated, "own", shared.id() + "/images/x")).isFalse();
            assertThat(owns(dedicated, "own", dedicated.id() + "x/images/x")).isFalse();
            assertThat(owns(dedicated, "own", "x/" + dedicated.id() + "/images/x")).isFalse();
        }
    }
}
