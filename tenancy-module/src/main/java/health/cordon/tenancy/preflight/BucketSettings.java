package health.cordon.tenancy.preflight;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * How a bucket is set up. Nothing of this stops an organisation from using it: uploads name the key
 * themselves.
 */
record BucketSettings(S3Client s3, String bucket, Report report) {
    private static final Set<String> NOT_SET =
            Set.of(
                    "NoSuchPublicAccessBlockConfiguration",
                    "ServerSideEncryptionConfigurationNotFoundError");

    private interface Question {
        /** Reports by itself unless something is not as wanted; that it returns. */
        boolean isAsWanted();
    }

    private record Setting(
            String name, String permission, String good, String bad, String remedy) {}

    void look(@Nullable String key) {
        ask(
                new Setting(
                        "bucket-versioning",
                        "s3:GetBucketVersioning",
                        "versions are kept",
                        "versions are not kept: what is overwritten or deleted by mistake is lost",
                        "Enable versioning (runbook, step 2.2)."),
                this::keepsVersions);
        ask(
                new Setting(
                        "bucket-public-access",
                        "s3:GetBucketPublicAccessBlock",
                        "public access is blocked",
                        "public access is not blocked altogether",
                        "Block all public access (runbook, step 2.3)."),
                this::blocksThePublic);
        ask(
                new Setting(
                        "bucket-encryption",
                        "s3:GetEncryptionConfiguration",
                        "the default is SSE-KMS with " + BucketProbe.name(key),
                        "the default is not SSE-KMS with the organisation's key; uploads name the"
                                + " key themselves",
                        "Set the default encryption to SSE-KMS with %s (runbook, step 2.4)."
                                .formatted(BucketProbe.name(key))),
                () -> encryptsWith(key));
    }

    private void ask(Setting setting, Question question) {
        try {
            report(setting, question.isAsWanted());
        } catch (SdkException e) {
            var fault = AwsFault.of(e);
            if (NOT_SET.contains(fault.code())) {
                report(setting, false);
            } else {
                notAnswered(
                        report,
                        setting.name(),
                        fault,
                        setting.permission(),
                        bucket,
                        setting.remedy());
            }
        }
    }

    private void report(Setting setting, boolean good) {
        if (good) {
            report.passed(setting.name(), setting.good());
        } else {
            report.warning(setting.name(), setting.bad(), setting.remedy());
        }
    }

    /**
     * @param byHand what mends it, should a look by hand show that it is wrong
     */
    static void notAnswered(
            Report report,
            String name,
            AwsFault fault,
            String permission,
            String bucket,
            String byHand) {
        if (fault.isUnknownQuestion()) {
            report.notAnswered(
                    name,
                    "this store does not know the question (%s)".formatted(fault.code()),
                    "Look by hand. " + byHand);
        } else {
            report.notAnswered(
                    name,
                    "the store does not say (%s)".formatted(fault.code()),
                    "Grant %s on arn:aws:s3:::%s, or look by hand. %s"
                            .formatted(permission, bucket, byHand));
        }
    }

    private boolean keepsVersions() {
        return s3.getBucketVersioning(
                                get -> get.bucket(bucket).overrideConfiguration(LookBounds::call))
                        .status()
                == BucketVersioningStatus.ENABLED;
    }

    private boolean blocksThePublic() {
        return blocksAll(
                s3.getPublicAccessBlock(
                                get -> get.bucket(bucket).overrideConfiguration(LookBounds::call))
                        .publicAccessBlockConfiguration());
    }

    private static boolean blocksAll(PublicAccessBlockConfiguration block) {
        return List.of(
                        Boolean.TRUE.equals(block.blockPublicAcls()),
                        Boolean.TRUE.equals(block.ignorePublicAcls()),
                        Boolean.TRUE.equals(block.blockPublicPolicy()),
                        Boolean.TRUE.equals(block.restrictPublicBuckets()))
                .stream()
                .allMatch(yes -> yes);
    }

    private boolean encryptsWith(@Nullable String key) {
        return s3
                .getBucketEncryption(
                        get -> get.bucket(bucket).overrideConfiguration(LookBounds::call))
                .serverSideEncryptionConfiguration()
                .rules()
                .stream()
                .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                .filter(Objects::nonNull)
                .anyMatch(rule -> isKms(rule, key));
    }

    private static boolean isKms(ServerSideEncryptionByDefault rule, @Nullable String key) {
        return key == null
                || rule.sseAlgorithm() == ServerSideEncryption.AWS_KMS
                        && key.equals(rule.kmsMasterKeyID());
    }
}
