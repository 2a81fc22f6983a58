package health.cordon.provisioning.saga;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
     * What was begun for this slug, or is now.
     *
     * @throws ProblemException conflict when the slug is an organisation's that was not provisioned
     *     so, or when something else is wanted for it
     */
    Saga begin(OrganisationRequest wanted) {
        var saga =
                platform.write(
                        handle -> {
                            var known = SagaRows.find(handle, wanted.slug());
                            if (known.isPresent()) {
                                return known.get();
                            }
                            if (organisations.find(handle, wanted.slug()).isPresent()) {
                                throw ProblemException.conflict("slug");
                            }
                            SagaRows.insert(
                                    handle,
                                    new OrganisationId(UuidCreator.getTimeOrderedEpoch()),
                                    wanted);
                            return SagaRows.find(handle, wanted.slug()).orElseThrow();
                        });
        if (!saga.wanted().equals(wanted)) {
            throw ProblemException.conflict("slug");
        }
        return saga;
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
                    audit.append(
                            handle,
                            saga.id(),
                            Change.of(
                                    "TENANT_PROVISIONED",
                                    "%s, requested by %s"
                                            .formatted(
                                                    saga.wanted().slug(),
                                                    saga.wanted().requestedBy())));
                    return saga;
                });
    }
}
