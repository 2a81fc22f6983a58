package health.cordon.tenancy.storage;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Writes, deletes and gives out the objects of tenants. */
@ApplicationScoped
public class ObjectStore {
    private static final long WAIT_FOR_UPLOAD_SECONDS = 5;
    private static final int VERSIONS_PER_PAGE = 500;
    private static final int MAX_PAGES = 100;

    @Inject StorageConfig storageConfig;
    @Inject OrgStorageRegistry registry;
    @Inject S3Clients s3;
    private Semaphore uploads;

    @PostConstruct
    void open() {
        uploads = new Semaphore(storageConfig.concurrentUploads());
    }

    /**
     * Streams an object to a place that {@link OrgStorageRegistry#placeFor} gave.
     *
     * @throws ProblemException too large, an unaccepted type, or unavailable
     * @throws IOException when the client's stream breaks off
     */
    public StoredObject put(Tenant tenant, ObjectPlace place, InputStream body, ContentCheck check)
            throws IOException {
        requireOwn(tenant, place);
        enterUpload();
        try {
            var upload =
                    new Upload(
                            s3.client(),
                            storageConfig,
                            place,
                            registry.keyFor(tenant).orElse(null));
            return upload.run(body, check);
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        } finally {
            uploads.release();
        }
    }

    /**
     * The digest that {@link #put} would give, within the same bounds.
     *
     * @throws IOException when the client's stream breaks off
     */
    public String digest(InputStream body) throws IOException {
        return Upload.digest(body, storageConfig.maxBytes());
    }

    /** An address that gives the object, as a download, for a few minutes. */
    public URI address(Tenant tenant, ObjectPlace place, UUID fileName) {
        requireOwn(tenant, place);
        var signed =
                s3.presigner()
                        .presignGetObject(
                                presign ->
                                        presign.signatureDuration(storageConfig.addressLifetime())
                                                .getObjectRequest(
                                                        get ->
                                                                get.bucket(place.bucket())
                                                                        .key(place.key())
                                                                        .responseContentDisposition(
                                                                                "attachment; filename=\""
                                                                                        + fileName
                                                                                        + "\"")));
        return URI.create(signed.url().toString());
    }

    /**
     * Removes an object with all its versions; doing it again does nothing.
     *
     * @throws ProblemException when the store does not do it now
     */
    public void delete(Tenant tenant, ObjectPlace place) {
        requireOwn(tenant, place);
        try {
            for (int page = 0; page < MAX_PAGES && deleteSomeVersions(place); page++) {
                // Each round removes a page; the loop ends with the first empty one.
            }
        } catch (NoSuchBucketException e) {
            // Whoever removed the bucket removed the object with it.
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private boolean deleteSomeVersions(ObjectPlace place) {
        var listed =
                s3.client()
                        .listObjectVersions(
                                list ->
                                        list.bucket(place.bucket())
                                                .prefix(place.key())
                                                .maxKeys(VERSIONS_PER_PAGE));
        var found = new java.util.ArrayList<ObjectIdentifier>();
        listed.versions().stream()
                .filter(version -> version.key().equals(place.key()))
                .forEach(v -> found.add(identifier(v.key(), v.versionId())));
        listed.deleteMarkers().stream()
                .filter(marker -> marker.key().equals(place.key()))
                .forEach(m -> found.add(identifier(m.key(), m.versionId())));
        for (var object : found) {
            s3.client()
                    .deleteObject(
                            delete ->
                                    delete.bucket(place.bucket())
                                            .key(object.key())
                                            .versionId(object.versionId()));
        }
        return !found.isEmpty();
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** A row that names a foreign place is a broken assumption, not a caller's mistake. */
    private void requireOwn(Tenant tenant, ObjectPlace place) {
        if (!registry.owns(tenant, place)) {
            throw new IllegalStateException("the object is not in the tenant's history");
        }
    }

    private void enterUpload() {
        try {
            if (!uploads.tryAcquire(WAIT_FOR_UPLOAD_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(Problem.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
