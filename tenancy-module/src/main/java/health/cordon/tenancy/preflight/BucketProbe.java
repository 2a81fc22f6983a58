package health.cordon.tenancy.preflight;

import health.cordon.tenancy.storage.ObjectEncryption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Writes, reads and removes an object as an upload does, and says which right is missing. */
final class BucketProbe {
    private static final String NAME = "bucket-write";

    private final S3Client s3;
    private final String bucket;
    private final Report report;
    private final String object = ".cordon/probe-" + UUID.randomUUID();

    BucketProbe(S3Client s3, String bucket, Report report) {
        this.s3 = s3;
        this.bucket = bucket;
        this.report = report;
    }

    void run(@Nullable String key) {
        var step = "s3:PutObject";
        try {
            put(key);
            step = "s3:GetObject";
            var found = get();
            step = "s3:DeleteObjectVersion";
            delete(found);
            encrypted(found, key);
        } catch (SdkException e) {
            refused(step, key, AwsFault.of(e));
        }
    }

    private void put(@Nullable String key) {
        s3.putObject(
                put ->
                        put.bucket(bucket)
                                .key(object)
                                .serverSideEncryption(ObjectEncryption.by(key))
                                .ssekmsKeyId(key)
                                .bucketKeyEnabled(ObjectEncryption.bucketKey(key))
                                .overrideConfiguration(LookBounds::call),
                RequestBody.fromString("probe"));
    }

    private GetObjectResponse get() {
        return s3.getObject(
                        get ->
                                get.bucket(bucket)
                                        .key(object)
                                        .overrideConfiguration(LookBounds::call),
                        ResponseTransformer.toBytes())
                .response();
    }

    private void delete(GetObjectResponse found) {
        s3.deleteObject(
                delete ->
                        delete.bucket(bucket)
                                .key(object)
                                .versionId(version(found.versionId()))
                                .overrideConfiguration(LookBounds::call));
    }

    /** Where no versions are kept there is one of this name: one right serves both cases. */
    static String version(@Nullable String id) {
        return id == null ? "null" : id;
    }

    private void encrypted(GetObjectResponse found, @Nullable String key) {
        if (key != null && found.serverSideEncryption() == null) {
            report.notAnswered(
                    NAME,
                    "an object was written, read and removed; the store does not say how it was"
                            + " encrypted",
                    "Look at an object of the bucket by hand (runbook, step 2.4).");
        } else if (key != null && !key.equals(found.ssekmsKeyId())) {
            report.failed(
                    NAME,
                    "the store encrypted an object with another key than the one that was named",
                    "Let uploads choose their key: remove what overrides it (runbook, step 2.4).");
        } else {
            report.passed(
                    NAME, "an object was written, read and removed, encrypted with " + name(key));
        }
    }

    private void refused(String step, @Nullable String key, AwsFault fault) {
        report.failed(
                NAME,
                "%s on %s was refused (%s)".formatted(step, object, fault.code()),
                "Grant %s on arn:aws:s3:::%s/* (runbook, step 2.5)%s"
                        .formatted(step, bucket, keyRight(step, key)));
    }

    /** S3 answers the same when the key, not the bucket, refuses. */
    private static String keyRight(String step, @Nullable String key) {
        return switch (step) {
            case "s3:PutObject" ->
                    ", and kms:GenerateDataKey on %s (step 3.2).".formatted(name(key));
            case "s3:GetObject" -> ", and kms:Decrypt on %s (step 3.2).".formatted(name(key));
            default -> ".";
        };
    }

    static String name(@Nullable String key) {
        return key == null ? "the bucket's own default" : key;
    }
}
