package health.cordon.provisioning.retirement;

import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.retirement.Retirement.Completion;
import health.cordon.provisioning.retirement.Retirement.State;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.token.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps what is to end, how far it has come, and who works on it. */
@ApplicationScoped
public class Retirements {
    /** Longer than any one statement or call may take. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static final int LONGEST = 500;

    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject OrganisationStore organisations;
    @Inject RetirementSettings settings;
    @Inject Places places;
    @Inject CurrentCaller caller;
    @Inject CurrentTrace trace;

    /**
     * @throws ProblemException not found
     */
    Organisation organisation(String idOrSlug) {
        return platform.read(handle -> organisations.find(handle, idOrSlug))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    Optional<Retirement> find(OrganisationId id) {
        return platform.read(handle -> RetirementRows.find(handle, id));
    }

    /**
     * @throws ProblemException not found
     */
    Retirement required(OrganisationId id) {
        return find(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * Read-only from now on, unless it is so already.
     *
     * @throws ProblemException conflict unless it is active
     */
    void begin(OrganisationId id, String requestedBy) {
        platform.write(
                handle -> {
                    var status = lockedStatus(handle, id);
                    if (status.equals(Organisation.RETIRING)
                            && RetirementRows.find(handle, id).isPresent()) {
                        return id;
                    }
                    // Whom a suspension keeps out must not come in again to read.
                    requireStatus(status, Organisation.ACTIVE);
                    RetirementRows.insert(handle, id, requestedBy);
                    organisations.status(handle, id, Organisation.RETIRING);
                    audit.append(
                            handle,
                            id,
                            Change.of("organisation.retire", "requested by " + requestedBy));
                    return id;
                });
    }

    /**
     * Active again; nothing of it was destroyed.
     *
     * @throws ProblemException conflict unless it is read-only
     */
    void undo(OrganisationId id) {
        platform.write(
                handle -> {
                    requireStatus(lockedStatus(handle, id), Organisation.RETIRING);
                    organisations.status(handle, id, Organisation.ACTIVE);
                    RetirementRows.delete(handle, id);
                    audit.append(handle, id, Change.of("organisation.retire-undo", id));
                    return id;
                });
    }

    /**
     * No tenant from now on, unless that was said before. There is no way back.
     *
     * @throws ProblemException conflict unless it is read-only; read-only period, with the time
     *     from which on it is possible
     */
    void complete(OrganisationId id, String requestedBy) {
        platform.write(
                handle -> {
                    var status = lockedStatus(handle, id);
                    var known =
                            RetirementRows.locked(handle, id)
                                    .orElseThrow(() -> new ProblemException(Problem.CONFLICT));
                    if (known.state() == State.RETIRING) {
                        requireStatus(status, Organisation.RETIRING);
                        requireReadOnlyLongEnough(handle, known);
                        complete(handle, id, requestedBy);
                    }
                    return id;
                });
    }

    private void requireReadOnlyLongEnough(Handle handle, Retirement known) {
        if (!RetirementRows.isReadOnlyFor(handle, known.id(), settings.config().readOnly())) {
            throw ProblemException.with(
                    Problem.READ_ONLY_PERIOD, "from", finishFrom(known).toString());
        }
    }

    private void complete(Handle handle, OrganisationId id, String requestedBy) {
        var who = caller.required();
        RetirementRows.complete(
                handle,
                id,
                new Completion(requestedBy, who.subject(), who.rolesText(), trace.id()));
        organisations.status(handle, id, Organisation.RETIRED);
        audit.append(
                handle, id, Change.of("organisation.retire-finish", "requested by " + requestedBy));
    }

    Instant finishFrom(Retirement known) {
        return known.retiringAt().plus(settings.config().readOnly());
    }

    private String lockedStatus(Handle handle, OrganisationId id) {
        return organisations
                .locked(handle, id.toString())
                .map(Organisation::status)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static void requireStatus(String status, String wanted) {
        if (!status.equals(wanted)) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    Duration sinceRetired(OrganisationId id) {
        return platform.read(handle -> RetirementRows.sinceRetired(handle, id));
    }

    void holdings(OrganisationId id, Holdings holdings) {
        platform.write(
                handle -> {
                    RetirementRows.holdings(handle, id, holdings);
                    return id;
                });
    }

    void certify(Retirement known, RetirementCertificate certificate, Instant deleteAfter) {
        platform.write(
                handle -> {
                    RetirementRows.certify(handle, known.id(), certificate, deleteAfter);
                    append(handle, known, "TENANT_RETIRED", certificate.slug());
                    return known;
                });
    }

    void deleted(Retirement known, String slug) {
        platform.write(
                handle -> {
                    RetirementRows.deleted(handle, known.id());
                    places.free(handle, known.id());
                    append(handle, known, "TENANT_DELETED", slug);
                    return known;
                });
    }

    void looked(OrganisationId id) {
        platform.read(
                handle -> {
                    RetirementRows.looked(handle, id);
                    return id;
                });
    }

    void retiredAgain(Retirement known, String slug) {
        platform.write(
                handle -> {
                    RetirementRows.looked(handle, known.id());
                    append(handle, known, "TENANT_RETIRED_AGAIN", slug);
                    return known;
                });
    }

    private void append(Handle handle, Retirement known, String verb, String slug) {
        var asked = known.requiredCompletion();
        audit.append(
                handle,
                known.id(),
                Change.of(verb, "%s, requested by %s".formatted(slug, asked.by())),
                asked.actor(),
                asked.role(),
                asked.traceId());
    }

    boolean mayDelete(OrganisationId id) {
        return platform.read(handle -> RetirementRows.mayDelete(handle, id));
    }

    List<OrganisationId> waiting(int limit) {
        return platform.read(handle -> RetirementRows.waiting(handle, limit));
    }

    boolean claim(OrganisationId id, UUID owner) {
        return platform.read(handle -> RetirementRows.claim(handle, id, owner, LEASE));
    }

    void release(OrganisationId id, UUID owner) {
        platform.read(
                handle -> {
                    RetirementRows.release(handle, id, owner);
                    return id;
                });
    }

    void note(OrganisationId id, String step, String state, String evidence) {
        var text = evidence.length() > LONGEST ? evidence.substring(0, LONGEST) : evidence;
        platform.read(
                handle -> {
                    RetirementRows.step(handle, id, step, state, text);
                    return id;
                });
    }

    List<StepView> steps(OrganisationId id) {
        return platform.read(handle -> RetirementRows.steps(handle, id));
    }
}
