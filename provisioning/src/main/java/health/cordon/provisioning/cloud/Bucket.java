package health.cordon.provisioning.cloud;

import health.cordon.admin.policy.ResourcePolicies;
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
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The bucket of an organisation. */
@ApplicationScoped
public class Bucket {
    private static final Logger LOG = Logger.getLogger(Bucket.class.getName());

    /** Where S3 takes no constraint. */
    private static final String FIRST_REGION = "us-east-1";

    private static final int NOT_IMPLEMENTED = 501;
    private static final int FORBIDDEN = 403;
    private static final int ID_CHARACTERS = 12;
    private static final int MOST_PAGES = 100;

    @Inject S3Clients clients;
    @Inject StorageConfig storageConfig;
    @Inject ResourcePolicies policies;

    /** The same for the same organisation, and no other one's. */
    public String nameOf(OrganisationId organisation, String slug) {
        var id = organisation.toString().replace("-", "");
        return "cordon-%s-%s".formatted(slug, id.substring(id.length() - ID_CHARACTERS));
    }

    /**
     * What would be made, or is there.
     *
     * @param again whether an earlier try may have made it
     * @throws ProblemException conflict when the name is taken; unavailable when S3 refuses or does
     *     not answer
     */
    public String plan(OrganisationId organisation, String slug, boolean again) {
        var name = nameOf(organisation, slug);
        try {
            clients.client().headBucket(ask -> ask.bucket(name));
            if (!again) {
                throw ProblemException.conflict("bucket");
            }
            return "is there, " + name;
        } catch (NoSuchBucketException e) {
            return again ? name : "cordon-%s-…, by the organisation's id".formatted(slug);
        } catch (S3Exception e) {
            // There is one, and it is another account's.
            throw e.statusCode() == FORBIDDEN
                    ? ProblemException.conflict("bucket")
                    : refused(organisation, e);
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    /**
     * Takes it away with what little is in it; no record ever was.
     *
     * @throws ProblemException unavailable when S3 refuses or does not answer
     */
    public void remove(OrganisationId organisation, String slug) {
        var name = nameOf(organisation, slug);
        var s3 = clients.client();
        try {
            s3.listObjectVersionsPaginator(ask -> ask.bucket(name)).stream()
                    .limit(MOST_PAGES)
                    .forEach(page -> empty(s3, name, page));
            s3.deleteBucket(ask -> ask.bucket(name));
        } catch (NoSuchBucketException e) {
            // It never was, or somebody was here before.
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    private static void empty(S3Client s3, String name, ListObjectVersionsResponse page) {
        var all =
                Stream.concat(
                        page.versions().stream().map(one -> id(one.key(), one.versionId())),
                        page.deleteMarkers().stream().map(one -> id(one.key(), one.versionId())));
        all.forEach(
                one ->
                        s3.deleteObject(
                                ask -> ask.bucket(name).key(one.key()).versionId(one.versionId())));
    }

    private static ObjectIdentifier id(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private static ProblemException refused(OrganisationId organisation, SdkException e) {
        LOG.log(
                Level.WARNING,
                "S3 refused what was asked for the bucket of organisation {0} ({1})",
                new Object[] {organisation, e.getClass().getSimpleName()});
        return new ProblemException(Problem.UNAVAILABLE, e);
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
            attempt(notDone, "bucket policy", () -> policy(s3, name, organisation));
            return notDone;
        } catch (SdkException e) {
            throw refused(organisation, e);
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

    private void policy(S3Client s3, String name, OrganisationId organisation) {
        policies.ofBucket(name, organisation)
                .ifPresent(text -> s3.putBucketPolicy(ask -> ask.bucket(name).policy(text)));
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
