package health.cordon.admin.policy;

import java.util.List;

/** The rights behind the calls of the product; each list names the callers. */
final class Rights {
    /** ObjectStore: uploads whole and in parts, downloads, removals with all versions. */
    static final List<String> OBJECTS =
            List.of(
                    "s3:PutObject",
                    "s3:GetObject",
                    "s3:DeleteObjectVersion",
                    "s3:AbortMultipartUpload");

    /** ObjectStore: objects that stay where they are when the bucket changes. */
    static final List<String> OLD_OBJECTS = List.of("s3:GetObject", "s3:DeleteObjectVersion");

    /** ObjectStore: finds the versions that are to be removed. */
    static final List<String> VERSIONS = List.of("s3:ListBucketVersions");

    /** The pre-flight: the owner's mark and the probe, both under {@code .cordon/}. */
    static final List<String> MARK =
            List.of("s3:PutObject", "s3:GetObject", "s3:DeleteObjectVersion");

    /** The pre-flight: whether the bucket is there, where, and how it is set up. */
    static final List<String> BUCKET =
            List.of(
                    "s3:ListBucketVersions",
                    "s3:ListBucket",
                    "s3:GetBucketLocation",
                    "s3:GetBucketVersioning",
                    "s3:GetBucketPublicAccessBlock",
                    "s3:GetEncryptionConfiguration");

    /** KmsKeyProvider; S3 for the server, at uploads and downloads; the pre-flight describes. */
    static final List<String> KEY =
            List.of("kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey");

    /** The same where the key is the platform's, which no pre-flight looks at. */
    static final List<String> SHARED_KEY = List.of("kms:GenerateDataKey", "kms:Decrypt");

    /** KmsKeyProvider: what comes back from escrow, where that is set up. */
    static final List<String> ESCROW = List.of("kms:Encrypt");

    /** KmsKeyProvider and S3: data keys and objects of before. */
    static final List<String> OLD_KEY = List.of("kms:Decrypt");

    /** KmsKeyProvider: wrapping anew inside of KMS, off the keys of before. */
    static final List<String> REWRAP_FROM = List.of("kms:ReEncryptFrom");

    /** KmsKeyProvider: the same, onto the key of today. */
    static final List<String> REWRAP_TO = List.of("kms:ReEncryptTo");

    /** KmsKeyProvider: what a local master key has wrapped, where there are such keys. */
    static final List<String> REWRAP_LOCAL_TO = List.of("kms:Encrypt");

    /** The account, of a key that provisioning made: all but using it. */
    static final List<String> KEY_ADMINISTRATION =
            List.of(
                    "kms:Describe*",
                    "kms:Get*",
                    "kms:List*",
                    "kms:PutKeyPolicy",
                    "kms:EnableKey",
                    "kms:DisableKey",
                    "kms:EnableKeyRotation",
                    "kms:RotateKeyOnDemand",
                    "kms:CreateAlias",
                    "kms:UpdateAlias",
                    "kms:DeleteAlias",
                    "kms:TagResource",
                    "kms:UntagResource",
                    "kms:ScheduleKeyDeletion",
                    "kms:CancelKeyDeletion");

    /** Provisioning: names a key, and takes away one whose organisation ends. */
    static final List<String> KEY_END =
            List.of(
                    "kms:CreateAlias",
                    "kms:DeleteAlias",
                    "kms:DisableKey",
                    "kms:ScheduleKeyDeletion");

    private Rights() {}
}
