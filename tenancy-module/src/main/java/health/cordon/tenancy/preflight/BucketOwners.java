package health.cordon.tenancy.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.DatabaseIdentities;
import health.cordon.tenancy.storage.ObjectEncryption;
import health.cordon.tenancy.storage.S3Clients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The object that says whose a bucket is. The platform database knows its own installation only;
 * two installations that share an account meet here.
 */
@ApplicationScoped
public class BucketOwners {
    static final String OBJECT = ".cordon/owner";
    private static final int MAX_BYTES = 4_096;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    @Inject DatabaseIdentities identities;
    @Inject S3Clients s3;

    enum Owner {
        NOBODY,
        OURS,
        ANOTHER
    }

    /** What stands in the object. */
    record Mark(String installation, String organisation) {}

    /** Whose the bucket is, as seen by an organisation. */
    Owner of(String bucket, OrganisationId organisation) {
        var found = read(bucket);
        if (found.isEmpty()) {
            return Owner.NOBODY;
        }
        return found.get().equals(text(organisation)) ? Owner.OURS : Owner.ANOTHER;
    }

    /**
     * Marks a bucket, unless it has a mark.
     *
     * @return the version of the new mark; nothing when the bucket was ours before
     * @throws ProblemException conflict when somebody else was faster
     */
    Optional<Marked> mark(String bucket, OrganisationId organisation, @Nullable String key) {
        if (of(bucket, organisation) == Owner.OURS) {
            return Optional.empty();
        }
        try {
            var put =
                    s3.client()
                            .putObject(
                                    to ->
                                            to.bucket(bucket)
                                                    .key(OBJECT)
                                                    .ifNoneMatch("*")
                                                    .contentType("application/json")
                                                    .serverSideEncryption(ObjectEncryption.by(key))
                                                    .ssekmsKeyId(key)
                                                    .bucketKeyEnabled(
                                                            ObjectEncryption.bucketKey(key))
                                                    .overrideConfiguration(LookBounds::call),
                                    RequestBody.fromString(text(organisation)));
            return Optional.of(new Marked(bucket, BucketProbe.version(put.versionId())));
        } catch (AwsServiceException e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                throw new ProblemException(Problem.CONFLICT, e);
            }
            throw e;
        }
    }

    /** A mark that was just made. */
    record Marked(String bucket, String version) {}

    /** Takes a mark back, so that a change that did not go through leaves nothing. */
    void unmark(Marked marked) {
        s3.client()
                .deleteObject(
                        delete ->
                                delete.bucket(marked.bucket())
                                        .key(OBJECT)
                                        .versionId(marked.version())
                                        .overrideConfiguration(LookBounds::call));
    }

    private Optional<String> read(String bucket) {
        try (var object =
                s3.client()
                        .getObject(
                                get ->
                                        get.bucket(bucket)
                                                .key(OBJECT)
                                                .overrideConfiguration(LookBounds::call))) {
            return Optional.of(
                    new String(
                            object.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.UTF_8));
        } catch (AwsServiceException e) {
            if (AwsFault.of(e).isMissing()) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(OrganisationId organisation) {
        var installation =
                identities
                        .installation()
                        .orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
        try {
            return Json.mapper()
                    .writeValueAsString(new Mark(installation, organisation.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("two texts are always JSON", e);
        }
    }
}
