package health.cordon.provisioning.cloud;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.storage.S3Clients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Counts and removes all versions of objects under a prefix, marks of deletion and unfinished
 * uploads included. A bucket that is not there holds nothing.
 */
@ApplicationScoped
public class BucketEnd {
    private static final int PAGE = 500;

    @Inject S3Clients clients;

    /**
     * @param prefix empty for all of the bucket
     * @param onPage told of each page
     * @throws ProblemException unavailable when S3 refuses or does not answer
     */
    public long count(String bucket, String prefix, Runnable onPage) {
        var s3 = clients.client();
        try {
            long found = uploads(s3, bucket, prefix).size();
            for (var page :
                    s3.listObjectVersionsPaginator(
                            list -> list.bucket(bucket).prefix(prefix).maxKeys(PAGE))) {
                found += versions(page).size();
                onPage.run();
            }
            return found;
        } catch (NoSuchBucketException e) {
            return 0;
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * @param goOn asked after each object
     * @return whether nothing is left
     * @throws ProblemException unavailable when S3 refuses or does not answer
     */
    public boolean empty(String bucket, String prefix, BooleanSupplier goOn) {
        var s3 = clients.client();
        try {
            for (var upload : uploads(s3, bucket, prefix)) {
                s3.abortMultipartUpload(
                        of -> of.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
            }
            // Each round removes a page; the loop ends with the first empty one.
            while (true) {
                var found =
                        versions(
                                s3.listObjectVersions(
                                        list -> list.bucket(bucket).prefix(prefix).maxKeys(PAGE)));
                if (found.isEmpty()) {
                    return true;
                }
                for (var object : found) {
                    s3.deleteObject(
                            of ->
                                    of.bucket(bucket)
                                            .key(object.key())
                                            .versionId(object.versionId()));
                    if (!goOn.getAsBoolean()) {
                        return false;
                    }
                }
            }
        } catch (NoSuchBucketException e) {
            return true;
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * Deletes a bucket that is empty; may be repeated.
     *
     * @throws ProblemException unavailable when S3 refuses or does not answer
     */
    public void delete(String bucket) {
        try {
            clients.client().deleteBucket(of -> of.bucket(bucket));
        } catch (NoSuchBucketException e) {
            // Somebody was faster.
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static List<ObjectIdentifier> versions(ListObjectVersionsResponse page) {
        var found = new ArrayList<ObjectIdentifier>();
        page.versions().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        page.deleteMarkers().forEach(one -> found.add(identifier(one.key(), one.versionId())));
        return found;
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** The first thousand; what comes after them is found by the next look. */
    private static List<MultipartUpload> uploads(S3Client s3, String bucket, String prefix) {
        return s3
                .listMultipartUploads(list -> list.bucket(bucket).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .toList();
    }
}
