package health.cordon.provisioning.cloud;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.storage.S3Clients;
import health.cordon.tenancy.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The bucket of an organisation. */
@ApplicationScoped
public class Bucket {
    private static final Logger LOG = Logger.getLogger(Bucket.class.getName());

    /** Where S3 takes no constraint. */
    private static final String FIRST_REGION = "us-east-1";

    private static final int NOT_IMPLEMENTED = 501;
    private static final int ID_CHARACTERS = 12;

    @Inject S3Clients clients;
    @Inject StorageConfig storageConfig;

    /** The same for the same organisation, and no other one's. */
    public String nameOf(OrganisationId organisation, String slug) {
        var id = organisation.toString().replace("-", "");
        return "cordon-%s-%s".formatted(slug, id.substring(id.length() - ID_CHARACTERS));
    }

    /**
     * Makes it, and sets it up; what this S3 cannot do is left out.
     *
     * @param key encrypts what has no key of its own; nothing for S3's own
     * @return what it could not do
     * @throws ProblemException conflict when the name is another account's; unavailable when S3
     *     refuses or does not answer
     */
    public List<String> ensure(OrganisationId organisation, String slug, Optional<String> key) {
        var name = nameOf(organisation, slug);
        var s3 = clients.client();
        try {
            create(s3, name);
            var notDone = new ArrayList<String>();
            attempt(notDone, "versioning", () -> versioning(s3, name));
            attempt(notDone, "public access block", () -> close(s3, name));
            attempt(notDone, "default encryption", () -> encrypt(s3, name, key));
            return notDone;
        } catch (SdkException e) {
            LOG.log(
                    Level.WARNING,
                    "S3 made no bucket for organisation {0} ({1})",
                    new Object[] {organisation, e.getClass().getSimpleName()});
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private void create(S3Client s3, String name) {
        var region = storageConfig.region().id();
        try {
            s3.createBucket(
                    ask -> {
                        ask.bucket(name);
                        if (!region.equals(FIRST_REGION)) {
                            ask.createBucketConfiguration(to -> to.locationConstraint(region));
                        }
                    });
        } catch (BucketAlreadyOwnedByYouException e) {
            // Made by an earlier try; whose it is, its mark says.
        } catch (BucketAlreadyExistsException e) {
            throw ProblemException.conflict("bucket");
        }
    }

    private static void attempt(List<String> notDone, String what, Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED) {
                throw e;
            }
            notDone.add(what);
        }
    }

    private static void versioning(S3Client s3, String name) {
        s3.putBucketVersioning(
                ask ->
                        ask.bucket(name)
                                .versioningConfiguration(
                                        to -> to.status(BucketVersioningStatus.ENABLED)));
    }

    private static void close(S3Client s3, String name) {
        s3.putPublicAccessBlock(
                ask ->
                        ask.bucket(name)
                                .publicAccessBlockConfiguration(
                                        to ->
                                                to.blockPublicAcls(true)
                                                        .ignorePublicAcls(true)
                                                        .blockPublicPolicy(true)
                                                        .restrictPublicBuckets(true)));
    }

    private static void encrypt(S3Client s3, String name, Optional<String> key) {
        if (key.isEmpty()) {
            return;
        }
        s3.putBucketEncryption(
                ask ->
                        ask.bucket(name)
                                .serverSideEncryptionConfiguration(
                                        to ->
                                                to.rules(
                                                        rule ->
                                                                rule.bucketKeyEnabled(true)
                                                                        .applyServerSideEncryptionByDefault(
                                                                                by ->
                                                                                        by.sseAlgorithm(
                                                                                                        ServerSideEncryption
                                                                                                                .AWS_KMS)
                                                                                                .kmsMasterKeyID(
                                                                                                        key
                                                                                                                .get())))));
    }
}
