package health.cordon.sandbox.resource;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Makes buckets whose objects keep their versions. */
public record Buckets(Cloud cloud) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    public boolean exists(String name) {
        requireForm(name);
        try (var s3 = cloud.s3Client()) {
            s3.headBucket(request -> request.bucket(name));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        } catch (SdkException e) {
            throw silent(e);
        }
    }

    public String create(String name) {
        requireForm(name);
        try (var s3 = cloud.s3Client()) {
            createIfAbsent(s3, name);
            s3.putBucketVersioning(
                    request ->
                            request.bucket(name)
                                    .versioningConfiguration(
                                            to -> to.status(BucketVersioningStatus.ENABLED)));
        } catch (SdkException e) {
            throw silent(e);
        }
        return name;
    }

    private static void requireForm(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "A bucket name is 3 to 63 lower-case letters, digits and hyphens.");
        }
    }

    private static Failure silent(SdkException e) {
        return new Failure(
                ExitCode.NOT_REACHABLE, "S3 did not make the bucket; see ./cordon status.", e);
    }

    private static void createIfAbsent(S3Client s3, String name) {
        try {
            s3.createBucket(request -> request.bucket(name));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // The sandbox has one owner, so it is ours.
        }
    }
}
