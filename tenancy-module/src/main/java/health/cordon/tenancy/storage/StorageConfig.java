package health.cordon.tenancy.storage;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * @param sharedBucket takes the objects of organisations without a bucket of their own
 * @param endpoint an S3-compatible service, or AWS itself when absent
 * @param multipartThreshold bytes; larger objects go up in parts of this size
 * @param maxBytes the largest object
 * @param concurrentUploads how many uploads a node runs at once; each holds one part in memory
 * @param addressLifetime how long a presigned address works
 */
public record StorageConfig(
        String sharedBucket,
        Region region,
        Optional<URI> endpoint,
        int multipartThreshold,
        long maxBytes,
        int concurrentUploads,
        Duration addressLifetime) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** What looks like an address, and what S3 keeps for itself. */
    private static final Pattern RESERVED =
            Pattern.compile(
                    "[0-9]+(\\.[0-9]+){3}|(xn--|sthree-|amzn-s3-demo-).*"
                            + "|.*(-s3alias|--ol-s3|--x-s3|--table-s3|\\.mrap)");

    private static final int MEBIBYTE = 1024 * 1024;
    private static final long MAX_LIFETIME_SECONDS = 300;

    public static StorageConfig from(Settings settings, EndpointPolicy endpoints) {
        return new StorageConfig(
                settings.required(
                        "CLINICAL_STORAGE_BUCKET", StorageConfig::bucket, "cordon-clinical-images"),
                settings.required("AWS_REGION", StorageConfig::region, "eu-west-1"),
                settings.optional("S3_ENDPOINT", text -> endpoints.endpoint("S3_ENDPOINT", text)),
                (int)
                        settings.number(
                                "S3_MULTIPART_THRESHOLD",
                                8L * MEBIBYTE,
                                5L * MEBIBYTE,
                                64L * MEBIBYTE),
                settings.number(
                        "OBJECT_MAX_BYTES", 256L * MEBIBYTE, 1024, 5L * 1024 * 1024 * MEBIBYTE),
                (int) settings.number("CONCURRENT_UPLOADS", 16, 1, 256),
                Duration.ofSeconds(
                        settings.number(
                                "PRESIGNED_URL_SECONDS",
                                MAX_LIFETIME_SECONDS,
                                5,
                                MAX_LIFETIME_SECONDS)));
    }

    /** Whether a text can name a bucket. */
    public static boolean isBucket(String text) {
        return BUCKET.matcher(text).matches()
                && !text.contains("..")
                && !RESERVED.matcher(text).matches();
    }

    private static String bucket(String text) {
        if (!isBucket(text)) {
            throw new IllegalArgumentException("give the name of an S3 bucket.");
        }
        return text;
    }

    private static Region region(String text) {
        if (!text.matches("[a-z0-9-]{3,40}")) {
            throw new IllegalArgumentException("give the name of an AWS region.");
        }
        return Region.of(text);
    }
}
