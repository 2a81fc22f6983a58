package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.admin.organisation.Provisioning;
import health.cordon.admin.organisation.ProvisioningView;
import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.admin.policy.ResourcePolicies;
import health.cordon.provisioning.server.Cause;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes an organisation through the steps, a few organisations at a time. */
@ApplicationScoped
public class Provisioner implements Provisioning {
    private static final Logger LOG = Logger.getLogger(Provisioner.class.getName());
    private static final int AT_ONCE = 8;

    /** Each holds a thread of the server, and others' requests need some, too. */
    private static final int WITH_THOSE_WHO_WAIT = 16;

    private static final long WAIT_SECONDS = 60;

    @Inject Sagas sagas;
    @Inject OrganisationRegistry registry;
    @Inject ResourcePolicies policies;
    @Inject ReservedPlace place;
    @Inject MadeDatabase database;
    @Inject MadeSchema schema;
    @Inject MadeKey key;
    @Inject MadeBucket bucket;
    @Inject Registered registered;
    @Inject Isolated isolated;
    @Inject Proven proven;
    private final Semaphore queue = new Semaphore(WITH_THOSE_WHO_WAIT);
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    private List<Step> steps() {
        return List.of(registered, place, database, schema, key, bucket, isolated, proven);
    }

    private Stream<Step> steps(Saga saga) {
        return steps().stream().filter(step -> step.concerns(saga));
    }

    @Override
    public ProvisioningView plan(OrganisationRequest wanted) {
        var known = sagas.known(wanted);
        if (known.filter(Saga::isDone).isPresent()) {
            return view(known.get(), true);
        }
        var saga = known.orElseGet(() -> sagas.fresh(wanted));
        return new ProvisioningView(
                known.map(begun -> begun.id().value()).orElse(null),
                wanted.slug(),
                "planned",
                planned(saga),
                NotDone.after(saga, policies.areSet()),
                known.isPresent());
    }

    private List<StepView> planned(Saga saga) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return steps(saga)
                .map(step -> new StepView(step.name(), "planned", step.plan(saga), now))
                .toList();
    }

    @Override
    public ProvisioningView provision(OrganisationRequest wanted) {
        var known = sagas.known(wanted);
        var saga = known.orElseGet(() -> begun(wanted));
        if (!saga.isDone()) {
            inTurn(saga, this::make);
        }
        return view(saga.with(SagaState.DONE), known.isPresent());
    }

    /** What surely cannot be made is not begun. */
    private Saga begun(OrganisationRequest wanted) {
        var fresh = sagas.fresh(wanted);
        planned(fresh);
        return sagas.begin(fresh);
    }

    @Override
    public void abort(String slug) {
        var saga = sagas.find(slug).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        inTurn(saga, this::takeBack);
    }

    private void inTurn(Saga saga, BiConsumer<Saga, UUID> work) {
        if (!queue.tryAcquire()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        try {
            enter();
            try {
                claimed(saga, work);
            } finally {
                places.release();
            }
        } finally {
            queue.release();
        }
    }

    private void claimed(Saga saga, BiConsumer<Saga, UUID> work) {
        var owner = UUID.randomUUID();
        sagas.claim(saga, owner);
        try {
            work.accept(saga, owner);
        } finally {
            sagas.release(saga, owner);
        }
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

    private void make(Saga saga, UUID owner) {
        // Somebody else may have been faster.
        var now = Sagas.requireSame(current(saga), saga.wanted());
        if (!now.isDone()) {
            take(now, owner);
            sagas.finish(saga);
            registry.refresh();
        }
    }

    private void take(Saga now, UUID owner) {
        try {
            steps(now).forEach(step -> take(now, owner, step));
        } catch (ProblemException e) {
            if (isLost(e.problem(), current(now).tried())) {
                takeBack(now, owner);
            }
            throw e;
        }
    }

    /** Somebody else was faster since the plan: for the slug, or for the last place. */
    private boolean isLost(Problem problem, Set<String> tried) {
        return problem == Problem.CONFLICT && tried.equals(Set.of(registered.name()))
                || problem == Problem.NO_SERVER
                        && tried.equals(Set.of(registered.name(), place.name()));
    }

    private void takeBack(Saga saga, UUID owner) {
        var now = current(saga);
        sagas.aborting(now);
        var backwards = new ArrayList<>(begunSteps(now));
        Collections.reverse(backwards);
        for (var step : backwards) {
            noted(now, owner, step, "taken back", undone -> undo(step, undone));
        }
        sagas.forget(now);
        registry.refresh();
    }

    private List<Step> begunSteps(Saga saga) {
        return steps(saga).filter(step -> saga.tried().contains(step.name())).toList();
    }

    private static String undo(Step step, Saga saga) {
        step.undo(saga);
        return "taken back";
    }

    private Saga current(Saga saga) {
        var tried = sagas.steps(saga).stream().map(StepView::name).collect(Collectors.toSet());
        var now =
                sagas.find(saga.wanted().slug())
                        .filter(found -> found.id().equals(saga.id()))
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        return new Saga(saga.id(), saga.wanted(), now.state(), tried);
    }

    private void take(Saga saga, UUID owner, Step step) {
        noted(saga, owner, step, "", step::ensure);
    }

    private void noted(
            Saga saga, UUID owner, Step step, String begun, Function<Saga, String> work) {
        sagas.note(saga, owner, step.name(), "begun", begun);
        try {
            sagas.note(saga, owner, step.name(), "done", work.apply(saga));
        } catch (RuntimeException e) {
            var why = e instanceof ProblemException known ? known.problem().title() : "";
            LOG.log(
                    Level.WARNING,
                    "provisioning of organisation {0} stops at {1} ({2})",
                    new Object[] {saga.id(), step.name(), Cause.of(e)});
            sagas.note(saga, owner, step.name(), "failed", why);
            throw e;
        }
    }

    @Override
    public ProvisioningView of(String slug) {
        return sagas.find(slug)
                .map(saga -> view(saga, true))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private ProvisioningView view(Saga saga, boolean continued) {
        return new ProvisioningView(
                saga.id().value(),
                saga.wanted().slug(),
                saga.state().stored(),
                sagas.steps(saga),
                NotDone.after(saga, policies.areSet()),
                continued);
    }
}
