package health.cordon.tenancy.storage;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How an object is to be encrypted: by the KMS key that is named, or as the bucket does by itself.
 */
public final class ObjectEncryption {
    private ObjectEncryption() {}

    /**
     * What to ask the store for; nothing where there is no KMS key, since the store may have no
     * KMS.
     */
    public static @Nullable ServerSideEncryption by(@Nullable String kmsKey) {
        return kmsKey == null ? null : ServerSideEncryption.AWS_KMS;
    }

    /** Bucket keys save calls of KMS. */
    public static @Nullable Boolean bucketKey(@Nullable String kmsKey) {
        return kmsKey == null ? null : Boolean.TRUE;
    }
}
