package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.admin.organisation.Provisioning;
import health.cordon.admin.organisation.ProvisioningView;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Takes an organisation through the steps, a few organisations at a time. */
@ApplicationScoped
public class Provisioner implements Provisioning {
    private static final Logger LOG = Logger.getLogger(Provisioner.class.getName());
    private static final int AT_ONCE = 8;
    private static final long WAIT_SECONDS = 60;

    @Inject Sagas sagas;
    @Inject OrganisationRegistry registry;
    @Inject ReservedPlace place;
    @Inject MadeDatabase database;
    @Inject MadeSchema schema;
    @Inject MadeKey key;
    @Inject MadeBucket bucket;
    @Inject Registered registered;
    @Inject Isolated isolated;
    @Inject Proven proven;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    private List<Step> steps() {
        return List.of(place, database, schema, key, bucket, registered, isolated, proven);
    }

    @Override
    public ProvisioningView provision(OrganisationRequest wanted) {
        boolean continued = sagas.find(wanted.slug()).isPresent();
        var saga = sagas.begin(wanted);
        if (!saga.isDone()) {
            enter();
            try {
                work(saga);
            } finally {
                places.release();
            }
        }
        return view(saga, true, continued);
    }

    private void enter() {
        try {
            if (places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem.UNAVAILABLE);
    }

    private void work(Saga saga) {
        var owner = UUID.randomUUID();
        sagas.claim(saga, owner);
        try {
            // Somebody else may have been faster.
            var now = current(saga);
            if (!now.isDone()) {
                steps().stream()
                        .filter(step -> step.concerns(now))
                        .forEach(step -> take(now, owner, step));
                sagas.finish(saga);
                registry.refresh();
            }
        } finally {
            sagas.release(saga, owner);
        }
    }

    private Saga current(Saga saga) {
        var tried = sagas.steps(saga).stream().map(StepView::name).collect(Collectors.toSet());
        boolean done = sagas.find(saga.wanted().slug()).orElse(saga).isDone();
        return new Saga(saga.id(), saga.wanted(), done, tried);
    }

    private void take(Saga saga, UUID owner, Step step) {
        sagas.note(saga, owner, step.name(), "begun", "");
        try {
            sagas.note(saga, owner, step.name(), "done", step.ensure(saga));
        } catch (RuntimeException e) {
            // The type alone: a message of unknown origin may quote anything.
            var why = e instanceof ProblemException known ? known.problem().title() : "";
            LOG.log(
                    Level.WARNING,
                    "provisioning of organisation {0} stops at {1} ({2})",
                    new Object[] {saga.id(), step.name(), e.getClass().getSimpleName()});
            sagas.note(saga, owner, step.name(), "failed", why);
            throw e;
        }
    }

    @Override
    public ProvisioningView of(String slug) {
        return sagas.find(slug)
                .map(saga -> view(saga, saga.isDone(), true))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private ProvisioningView view(Saga saga, boolean done, boolean continued) {
        return new ProvisioningView(
                saga.id().value(),
                saga.wanted().slug(),
                done ? "done" : "running",
                sagas.steps(saga),
                NotDone.after(saga),
                continued);
    }
}
