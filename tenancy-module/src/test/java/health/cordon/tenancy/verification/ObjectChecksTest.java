package health.cordon.tenancy.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.preflight.Outcome;
import health.cordon.tenancy.storage.ObjectEvidence;
import health.cordon.tenancy.storage.ObjectPlace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stand-in for S3 cannot do: refuse single rights. */
class ObjectChecksTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/one";
    private static final ObjectPlace PLACE = new ObjectPlace("north-records", "x/images/y");

    @Test
    void aRightMissingForTheCleanUpIsAWarningThatNamesIt() {
        var list = gone(new Store(KEY, 1, "s3:ListBucketVersions", ""));
        assertThat(list.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(list.remedy()).isEqualTo("Grant s3:ListBucketVersions on north-records.");

        var delete = gone(new Store(KEY, 1, "", "s3:DeleteObjectVersion"));
        assertThat(delete.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(delete.evidence()).contains("s3:DeleteObjectVersion");
    }

    @Test
    void versionsThatStayThoughTheyMayGoAreAFailure() {
        assertThat(gone(new Store(KEY, 2, "", "")).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(gone(new Store(KEY, 0, "", "")).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void theObjectIsThereUnderTheRightKey() throws Exception {
        assertThat(key(KEY).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(key("one").outcome()).as("the id alone").isEqualTo(Outcome.PASSED);
        assertThat(key(KEY + "-other").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(key("").outcome()).as("not encrypted by a key").isEqualTo(Outcome.FAILED);
        assertThat(new ObjectChecks(expected(), new Store(null, 0, "", "")).key(there()).outcome())
                .as("not there")
                .isEqualTo(Outcome.FAILED);
    }

    private static Seen key(String header) throws Exception {
        return new ObjectChecks(expected(), new Store(header, 1, "", "")).key(there());
    }

    private static Seen gone(Store store) {
        return new ObjectChecks(expected(), store).gone(PLACE);
    }

    private static Optional<ObjectPlace> there() {
        return Optional.of(PLACE);
    }

    private static Expected expected() {
        var tenant = Tenants.tenant("north").build();
        return new Expected(
                tenant,
                false,
                Optional.empty(),
                List.of(),
                PLACE.bucket(),
                Optional.of(KEY),
                "kms:" + KEY);
    }

    /** A store that refuses the rights that it is given. */
    private static final class Store extends ObjectEvidence {
        private final @Nullable String key;
        private final int versions;
        private final String list;
        private final String delete;

        Store(@Nullable String key, int versions, String list, String delete) {
            this.key = key;
            this.versions = versions;
            this.list = list;
            this.delete = delete;
        }

        @Override
        public Optional<String> keyOf(Tenant tenant, ObjectPlace place) {
            return Optional.ofNullable(key);
        }

        @Override
        public int versions(Tenant tenant, ObjectPlace place) throws RightMissing {
            refuse(list);
            return versions;
        }

        @Override
        public void requireDeletable(Tenant tenant, ObjectPlace place) throws RightMissing {
            refuse(delete);
        }

        private static void refuse(String right) throws RightMissing {
            if (!right.isEmpty()) {
                throw new RightMissing(right, new IllegalStateException());
            }
        }
    }
}
