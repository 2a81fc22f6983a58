package health.cordon.tenancy.preflight;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.DatabaseIdentities;
import health.cordon.tenancy.storage.OrgStorageRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes resources that passed the pre-flight an organisation's own: a mark in the bucket, the
 * database's identity in the platform database. What does not go through is taken back.
 */
@ApplicationScoped
public class Claims {
    private static final Logger LOG = Logger.getLogger(Claims.class.getName());

    @Inject DatabaseIdentities identities;
    @Inject DatabaseLook databases;
    @Inject BucketOwners buckets;
    @Inject OrgStorageRegistry registry;

    /** What is about to be an organisation's. */
    public final class Claim {
        private final OrganisationId organisation;
        private final Optional<ConnectionRef> ref;
        private final Optional<String> identity;
        private final Optional<BucketOwners.Marked> marked;

        private Claim(
                OrganisationId organisation,
                Optional<ConnectionRef> ref,
                Optional<String> identity,
                Optional<BucketOwners.Marked> marked) {
            this.organisation = organisation;
            this.ref = ref;
            this.identity = identity;
            this.marked = marked;
        }

        /** To be called in the transaction that gives the ref to the organisation. */
        public void record(Handle handle) {
            ref.ifPresent(
                    to ->
                            identities.claim(
                                    handle, to, organisation, identity.orElseThrow(Claims::gone)));
        }

        /** When that transaction did not go through. */
        public void release() {
            try {
                marked.ifPresent(buckets::unmark);
            } catch (SdkException e) {
                LOG.log(
                        Level.WARNING,
                        "the mark of organisation {0} stays in a bucket that it did not get ({1})",
                        new Object[] {organisation, AwsFault.of(e).code()});
            }
        }
    }

    /**
     * Asks the database who it is and marks the bucket. Not to be called in a transaction.
     *
     * @throws ProblemException conflict when somebody else was faster; unavailable when something
     *     that answered in the pre-flight does not any more
     */
    public Claim prepare(Tenant tenant, Wanted wanted) {
        var identity =
                wanted.database().map(ref -> databases.identity(ref).orElseThrow(Claims::gone));
        var key = wanted.key().or(() -> registry.keyFor(tenant)).orElse(null);
        try {
            var marked = wanted.bucket().flatMap(to -> buckets.mark(to, tenant.id(), key));
            return new Claim(tenant.id(), wanted.database(), identity, marked);
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static ProblemException gone() {
        return new ProblemException(Problem.UNAVAILABLE);
    }
}
