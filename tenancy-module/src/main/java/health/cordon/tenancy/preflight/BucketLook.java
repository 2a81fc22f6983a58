package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.storage.OrgStorageRegistry;
import health.cordon.tenancy.storage.S3Clients;
import health.cordon.tenancy.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** Whether a bucket can take an organisation's objects: there, here, nobody else's, writable. */
@ApplicationScoped
public class BucketLook implements Look {
    @Inject StorageConfig storageConfig;
    @Inject OrgStorageRegistry registry;
    @Inject S3Clients s3;
    @Inject BucketOwners owners;

    @Override
    public String subject() {
        return "bucket";
    }

    @Override
    public boolean concerns(Wanted wanted) {
        return wanted.bucket().isPresent();
    }

    @Override
    public void at(Tenant tenant, Wanted wanted, Report report) {
        var key = wanted.key().or(() -> registry.keyFor(tenant)).orElse(null);
        wanted.bucket().ifPresent(bucket -> look(tenant, bucket, key, report));
    }

    private void look(Tenant tenant, String bucket, @Nullable String key, Report report) {
        if (exists(bucket, report) && owned(tenant, bucket, report)) {
            new BucketSettings(s3.client(), bucket, report).look(key);
            new BucketProbe(s3.client(), bucket, report).run(key);
        }
    }

    private boolean exists(String bucket, Report report) {
        try {
            var head =
                    s3.client()
                            .headBucket(
                                    h -> h.bucket(bucket).overrideConfiguration(LookBounds::call));
            report.passed("bucket-exists", "the bucket " + bucket + " is there");
            return here(bucket, head, report);
        } catch (SdkException e) {
            absent(bucket, AwsFault.of(e), report);
            return false;
        }
    }

    private void absent(String bucket, AwsFault fault, Report report) {
        if (fault.isElsewhere()) {
            elsewhere(report, "the bucket is not in " + storageConfig.region().id());
        } else if (fault.isDenied()) {
            report.failed(
                    "bucket-exists",
                    "the server may not see the bucket (%s)".formatted(fault.code()),
                    "Grant s3:ListBucket on arn:aws:s3:::%s (runbook, step 2.5)."
                            .formatted(bucket));
        } else if (fault.isMissing()) {
            report.failed("bucket-exists", "there is no bucket " + bucket, createIn());
        } else {
            report.failed(
                    "bucket-exists",
                    "S3 does not answer (%s)".formatted(fault.code()),
                    "See that this node reaches S3, then try again.");
        }
    }

    private boolean here(String bucket, HeadBucketResponse head, Report report) {
        var wanted = storageConfig.region().id();
        try {
            var is = head.bucketRegion() == null ? location(bucket) : head.bucketRegion();
            if (is.equals(wanted)) {
                report.passed("bucket-region", "it is in " + wanted);
                return true;
            }
            elsewhere(report, "it is in %s, the server works in %s".formatted(is, wanted));
            return false;
        } catch (SdkException e) {
            BucketSettings.notAnswered(
                    report,
                    "bucket-region",
                    AwsFault.of(e),
                    "s3:GetBucketLocation",
                    bucket,
                    createIn());
            return true;
        }
    }

    /** An empty answer means the oldest region. */
    private String location(String bucket) {
        var found =
                s3.client()
                        .getBucketLocation(
                                get -> get.bucket(bucket).overrideConfiguration(LookBounds::call))
                        .locationConstraintAsString();
        return found == null || found.isBlank() ? "us-east-1" : found;
    }

    private void elsewhere(Report report, String evidence) {
        report.failed("bucket-region", evidence, createIn());
    }

    private String createIn() {
        return "Create the bucket in %s (runbook, step 2.1)."
                .formatted(storageConfig.region().id());
    }

    private boolean owned(Tenant tenant, String bucket, Report report) {
        var name = "bucket-owner";
        try {
            switch (owners.of(bucket, tenant.id())) {
                case NOBODY -> report.passed(name, "nobody has marked it as theirs");
                case OURS -> report.passed(name, "it is marked as this organisation's");
                case ANOTHER ->
                        report.failed(
                                name,
                                BucketOwners.OBJECT + " marks it as somebody else's",
                                "Give the organisation a bucket of its own (runbook, step 2.1).");
            }
        } catch (SdkException e) {
            var fault = AwsFault.of(e);
            report.failed(
                    name,
                    "%s cannot be read (%s)".formatted(BucketOwners.OBJECT, fault.code()),
                    ("Grant s3:GetObject and s3:ListBucket on arn:aws:s3:::%1$s and its objects"
                                    + " (runbook, step 2.5), and kms:Decrypt on the key that the"
                                    + " object was written with (step 3.2).")
                            .formatted(bucket));
        }
        return report.allPassed();
    }
}
