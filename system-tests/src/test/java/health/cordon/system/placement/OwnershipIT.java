package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.cli.outcome.Failure;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One database, bucket or key never serves two organisations, not even one after the other. */
@OnPlatform
class OwnershipIT {
    private final Platform platform;
    private final Organisation owner;
    private final Organisation other;
    private final Client admin;
    private final Dedicated own;

    OwnershipIT(Platform platform) {
        this.platform = platform;
        owner = platform.organisation();
        other = platform.organisation();
        admin = platform.platformAdmin();
        own = Dedicated.create(platform);
    }

    @BeforeEach
    void oneOwnsAllThree() {
        assertThat(change(owner, own.change()).status()).isEqualTo(200);
    }

    @Nested
    class WhileItIsOwned {
        @Test
        void isRefused() {
            assertRefused();
        }
    }

    @Nested
    class OnceItWasOwned {
        @Test
        void isRefusedToOthersAndGivenBackToItsOwner() {
            change(owner, Dedicated.change(null, null, null));

            assertRefused();
            assertThat(change(owner, own.change()).status()).isEqualTo(200);
        }
    }

    @Test
    void whatAllShareCannotBeOwned() {
        var sharedKey =
                platform.sharedDatabase()
                        .value(
                                "SELECT SUBSTRING_INDEX(SUBSTRING(wrapped, 5), '|', 1) FROM dek"
                                        + " WHERE tenant_id = '%s' LIMIT 1"
                                                .formatted(withAPatient().id()));

        assertConflict(change(other, Dedicated.change(null, "cordon-shared", null)));
        assertConflict(change(other, Dedicated.change(null, null, sharedKey)));
    }

    private Organisation withAPatient() {
        other.addPatient();
        return other;
    }

    private void assertRefused() {
        var before = admin.get(path(other)).json();

        assertConflict(change(other, Dedicated.change(own.ref(), null, null)));
        assertConflict(change(other, Dedicated.change(null, own.bucket(), null)));
        assertConflict(change(other, Dedicated.change(null, null, own.key())));
        assertRefusedInSql("clinical_db_connection_ref", own.ref());
        assertRefusedInSql("clinical_storage_bucket", own.bucket());
        assertRefusedInSql("clinical_kms_key_arn", own.key());

        assertThat(admin.get(path(other)).json()).isEqualTo(before);
    }

    private void assertRefusedInSql(String column, String value) {
        assertThatThrownBy(
                        () ->
                                platform.platformDatabase()
                                        .execute(
                                                "UPDATE organisation SET %s = '%s' WHERE id = '%s'"
                                                        .formatted(column, value, other.id())))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("The database refused");
    }

    private static void assertConflict(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:conflict");
    }

    private Answer change(Organisation organisation, Map<String, @Nullable String> change) {
        var path = path(organisation);
        return admin.put(path, admin.get(path).etag(), change);
    }

    private static String path(Organisation organisation) {
        return "organisations/" + organisation.slug();
    }
}
