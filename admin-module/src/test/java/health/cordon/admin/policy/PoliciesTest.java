package health.cordon.admin.policy;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.escrow.EscrowConfig;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Slug;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final String PLATFORM = "arn:aws:kms:us-east-1:111122223333:key/platform";
    private static final String OWN = "arn:aws:kms:us-east-1:444455556666:key/own";
    private static final String FORMER = "arn:aws:kms:us-east-1:444455556666:key/former";

    private final UUID id = UUID.randomUUID();
    private final Policies policies = new Policies();

    PoliciesTest() {
        var settings =
                new Settings(
                        Map.of(
                                        "CLINICAL_STORAGE_BUCKET", "common",
                                        "AWS_REGION", "us-east-1",
                                        "KMS_CMK_ARN", PLATFORM)
                                ::get);
        var endpoints = EndpointPolicy.from(settings);
        policies.storageConfig = StorageConfig.from(settings, endpoints);
        policies.keyConfig = KeyConfig.from(settings, endpoints);
        policies.escrowConfig = EscrowConfig.from(settings);
        policies.serverRole = new ServerRole();
    }

    @Test
    void ofOneThatSharesStayInItsOwnPartOfTheBucket() {
        var view = policies.of(tenant(null, null, Set.of(), Set.of()));

        assertThat(view.bucketPolicy()).isNull();
        assertThat(view.keyPolicy()).isNull();
        assertThat(view.previousKeyPolicy().statements()).isEmpty();
        assertThat(granted(view.rolePolicy(), "s3:PutObject"))
                .containsExactly("arn:aws:s3:::common/" + id + "/*");
        assertThat(granted(view.rolePolicy(), "kms:GenerateDataKey")).containsExactly(PLATFORM);
        assertThat(granted(view.rolePolicy(), "kms:DescribeKey")).isEmpty();
    }

    @Test
    void ofAnIsolatedOneWriteToItsOwnAndReadWhatWasBefore() {
        var view = policies.of(tenant("own", OWN, Set.of("own", "old"), Set.of(OWN, FORMER)));

        assertThat(granted(view.rolePolicy(), "s3:PutObject"))
                .containsExactly("arn:aws:s3:::own/" + id + "/*", "arn:aws:s3:::own/.cordon/*");
        assertThat(granted(view.rolePolicy(), "s3:GetObject"))
                .contains("arn:aws:s3:::common/" + id + "/*", "arn:aws:s3:::old/" + id + "/*");
        assertThat(granted(view.rolePolicy(), "kms:GenerateDataKey")).containsExactly(OWN);
        assertThat(granted(view.rolePolicy(), "kms:Decrypt"))
                .containsExactlyInAnyOrder(OWN, FORMER, PLATFORM);
    }

    @Test
    void ofARewrapGoFromEachKeyToTheOneOfToday() {
        var view = policies.of(tenant("own", OWN, Set.of("own"), Set.of(OWN, FORMER)));

        assertThat(granted(view.rewrapPolicy(), "kms:ReEncryptFrom"))
                .containsExactlyInAnyOrder(OWN, FORMER, PLATFORM);
        assertThat(granted(view.rewrapPolicy(), "kms:ReEncryptTo")).containsExactly(OWN);
        assertThat(granted(view.rewrapPolicy(), "kms:Encrypt")).isEmpty();
        assertThat(granted(view.rolePolicy(), "kms:ReEncryptTo")).isEmpty();
    }

    @Test
    void ofBucketAndKeySayWhoMay() {
        var view = policies.of(tenant("own", OWN, Set.of("own"), Set.of(OWN)));

        assertThat(view.role()).isEqualTo("arn:aws:iam::444455556666:role/<SERVER_ROLE>");
        assertThat(statements(view.bucketPolicy()))
                .allMatch(s -> Map.of("AWS", view.role()).equals(s.principal()));
        assertThat(statements(view.keyPolicy()))
                .allMatch(s -> s.resources().equals(List.of("*")))
                .allMatch(s -> Map.of("AWS", view.role()).equals(s.principal()));
        assertThat(granted(view.previousKeyPolicy(), "kms:Decrypt")).containsExactly("*");
    }

    private static List<Statement> statements(@Nullable Policy policy) {
        return policy == null ? List.of() : policy.statements();
    }

    private static List<String> granted(Policy policy, String action) {
        return policy.statements().stream()
                .filter(statement -> statement.actions().contains(action))
                .flatMap(statement -> statement.resources().stream())
                .toList();
    }

    private Tenant tenant(
            @Nullable String bucket, @Nullable String key, Set<String> buckets, Set<String> keys) {
        var organisation =
                new Organisation(
                        new OrganisationId(id),
                        new Slug("north"),
                        "North",
                        "sandbox-1",
                        "acute",
                        "standard",
                        List.of(),
                        "active",
                        new ConnectionRef("acme"),
                        bucket,
                        key,
                        null,
                        null,
                        null,
                        true,
                        null,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return new Tenant(organisation, buckets, keys, false);
    }
}
