package health.cordon.tenancy.storage;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the store itself says of an object, for whoever must prove where it is. */
@ApplicationScoped
public class ObjectEvidence {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    @Inject S3Clients s3;
    @Inject OrgStorageRegistry registry;

    /** The store does not let us do this; the right that is missing is named. */
    public static final class RightMissing extends Exception {
        private static final long serialVersionUID = 1L;
        private final String right;

        public RightMissing(String right, Throwable cause) {
            super(right, cause);
            this.right = right;
        }

        /** Such as {@code s3:GetObject}. */
        public String right() {
            return right;
        }
    }

    /** The key that the object's header names (empty when it names none), if it is there. */
    public Optional<String> keyOf(Tenant tenant, ObjectPlace place) throws RightMissing {
        requireOwn(tenant, place);
        try {
            var head = s3.client().headObject(h -> h.bucket(place.bucket()).key(place.key()));
            return Optional.of(Objects.requireNonNullElse(head.ssekmsKeyId(), ""));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw missing("s3:GetObject", e);
        }
    }

    /** How many versions and delete markers of the object there are. */
    public int versions(Tenant tenant, ObjectPlace place) throws RightMissing {
        requireOwn(tenant, place);
        try {
            var listed =
                    s3.client()
                            .listObjectVersions(l -> l.bucket(place.bucket()).prefix(place.key()));
            return listed.versions().size() + listed.deleteMarkers().size();
        } catch (S3Exception e) {
            throw missing("s3:ListBucketVersions", e);
        }
    }

    /** Tells by trying whether versions may be deleted; does nothing when there are none. */
    public void requireDeletable(Tenant tenant, ObjectPlace place) throws RightMissing {
        requireOwn(tenant, place);
        var listed =
                s3.client().listObjectVersions(l -> l.bucket(place.bucket()).prefix(place.key()));
        for (var version : listed.versions()) {
            try {
                s3.client()
                        .deleteObject(
                                d ->
                                        d.bucket(place.bucket())
                                                .key(version.key())
                                                .versionId(version.versionId()));
            } catch (S3Exception e) {
                throw missing("s3:DeleteObjectVersion", e);
            }
        }
    }

    private void requireOwn(Tenant tenant, ObjectPlace place) {
        if (!registry.owns(tenant, place)) {
            throw new IllegalStateException("the object is not in the tenant's history");
        }
    }

    static RightMissing missing(String right, S3Exception e) {
        if (e.statusCode() != FORBIDDEN) {
            throw e;
        }
        return new RightMissing(right, e);
    }
}
