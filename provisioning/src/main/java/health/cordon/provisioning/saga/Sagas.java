package health.cordon.provisioning.saga;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps what is wanted, and who works on it. */
@ApplicationScoped
public class Sagas {
    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject OrganisationStore organisations;
    @Inject Turns turns;

    Optional<Saga> find(String slug) {
        return platform.read(handle -> SagaRows.find(handle, slug));
    }

    /**
     * The one of this slug, where somebody has begun it with the same arguments.
     *
     * @throws ProblemException as {@link #requireSame}; conflict when what was made has ended
     */
    Optional<Saga> known(OrganisationRequest wanted) {
        return platform.read(
                        handle -> {
                            requireNotRetired(handle, wanted.slug());
                            return SagaRows.find(handle, wanted.slug());
                        })
                .map(saga -> requireSame(saga, wanted));
    }

    /**
     * One that nobody has begun.
     *
     * @throws ProblemException conflict when the slug is an organisation's
     */
    Saga fresh(OrganisationRequest wanted) {
        if (platform.read(handle -> organisations.find(handle, wanted.slug())).isPresent()) {
            throw slug("taken");
        }
        var id = new OrganisationId(UuidCreator.getTimeOrderedEpoch());
        return new Saga(id, wanted, SagaState.RUNNING, Set.of());
    }

    /**
     * Keeps it, unless somebody was faster.
     *
     * @throws ProblemException as {@link #requireSame}
     */
    Saga begin(Saga fresh) {
        var wanted = fresh.wanted();
        return requireSame(
                platform.write(
                        handle -> {
                            SagaRows.insert(handle, fresh.id(), wanted);
                            return SagaRows.find(handle, wanted.slug()).orElseThrow();
                        }),
                wanted);
    }

    /**
     * @throws ProblemException conflict when something else is wanted for the slug; being taken
     *     back
     */
    static Saga requireSame(Saga known, OrganisationRequest wanted) {
        if (known.state() == SagaState.ABORTING) {
            throw new ProblemException(Problem.BEING_TAKEN_BACK);
        }
        if (!known.wanted().equals(wanted)) {
            throw slug("other-arguments");
        }
        return known;
    }

    /** What has ended is not made again, whoever asks for the same as before. */
    private void requireNotRetired(Handle handle, String slug) {
        if (organisations
                .find(handle, slug)
                .filter(known -> known.status().equals(Organisation.RETIRED))
                .isPresent()) {
            throw slug("retired");
        }
    }

    private static ProblemException slug(String reason) {
        return ProblemException.refused(Problem.CONFLICT, reason, "slug");
    }

    /** Waits for a turn; see {@link Turns#claim}. */
    void claim(Saga saga, UUID owner) {
        turns.claim(saga.id(), owner);
    }

    void release(Saga saga, UUID owner) {
        turns.release(saga.id(), owner);
    }

    /**
     * @throws ProblemException unavailable when the turn is another one's by now
     */
    void note(Saga saga, UUID owner, String step, String state, String evidence) {
        turns.renew(saga.id(), owner);
        platform.read(
                handle -> {
                    SagaRows.step(handle, saga.id(), step, state, evidence);
                    return saga;
                });
    }

    List<StepView> steps(Saga saga) {
        return platform.read(handle -> SagaRows.steps(handle, saga.id()));
    }

    /** From now on its people are let in. */
    void finish(Saga saga) {
        platform.write(
                handle -> {
                    organisations.status(handle, saga.id(), Organisation.ACTIVE);
                    SagaRows.done(handle, saga.id());
                    audit.append(handle, saga.id(), Change.of("TENANT_PROVISIONED", told(saga)));
                    return saga;
                });
    }

    private static String told(Saga saga) {
        var wanted = saga.wanted();
        return "%s, requested by %s%s"
                .formatted(
                        wanted.slug(),
                        wanted.requestedBy(),
                        wanted.mayCrossRegions() ? ", across regions" : "");
    }

    /**
     * From now on it is not gone on with.
     *
     * @throws ProblemException conflict when all of it was made
     */
    void aborting(Saga saga) {
        platform.write(
                handle -> {
                    if (!SagaRows.aborting(handle, saga.id())) {
                        throw new ProblemException(Problem.CONFLICT);
                    }
                    return saga;
                });
    }

    /** Its slug is free again. */
    void forget(Saga saga) {
        platform.write(
                handle -> {
                    SagaRows.delete(handle, saga.id());
                    audit.append(handle, Change.of("PROVISIONING_ABORTED", told(saga)));
                    return saga;
                });
    }
}
