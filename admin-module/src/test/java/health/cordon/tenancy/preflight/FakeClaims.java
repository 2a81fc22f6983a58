package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.storage.OrgStorageRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims whose marks are kept in a list instead of buckets. */
public final class FakeClaims extends Claims {
    private final List<String> marks = new ArrayList<>();

    public FakeClaims() {
        registry =
                new OrgStorageRegistry() {
                    @Override
                    public Optional<String> keyFor(Tenant tenant) {
                        return Optional.of("key");
                    }
                };
        buckets =
                new BucketOwners() {
                    @Override
                    Optional<Marked> mark(
                            String bucket, OrganisationId organisation, @Nullable String key) {
                        marks.add(bucket);
                        return Optional.of(new Marked(bucket, "null"));
                    }

                    @Override
                    void unmark(Marked marked) {
                        marks.remove(marked.bucket());
                    }
                };
    }

    public List<String> marks() {
        return List.copyOf(marks);
    }
}
