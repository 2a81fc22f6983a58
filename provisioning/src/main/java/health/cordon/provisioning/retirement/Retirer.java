package health.cordon.provisioning.retirement;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes organisations to their end, one turn after the other. */
@ApplicationScoped
public class Retirer {
    private static final Logger LOG = Logger.getLogger(Retirer.class.getName());

    /** Whoever asked hears how far it is after that at the latest, but for one long count. */
    private static final Duration TURN = Duration.ofSeconds(8);

    @Inject Retirements retirements;
    @Inject OrganisationRegistry registry;
    @Inject Settled settled;
    @Inject LockedAccounts accounts;
    @Inject Counted counted;
    @Inject ShreddedKeys dataKeys;
    @Inject KeptTrail trail;
    @Inject RemovedRows rows;
    @Inject RemovedObjects objects;
    @Inject ScheduledKeys key;
    @Inject Certified certified;
    @Inject DeletedResources deleted;
    @Inject RestoredRows restored;

    private List<RetirementStep> toTheCertificate() {
        return List.of(settled, accounts, counted, dataKeys, trail, rows, objects, key, certified);
    }

    /** What came back meanwhile goes first. */
    private List<RetirementStep> toTheDeletion() {
        return List.of(restored, trail, rows, objects, certified, deleted);
    }

    /**
     * Read-only from now on.
     *
     * @throws ProblemException not found; invalid when the slug is not confirmed; conflict unless
     *     it is active
     */
    public RetirementView begin(String idOrSlug, String confirm, String requestedBy) {
        var organisation = confirmed(idOrSlug, confirm);
        retirements.begin(organisation.id(), requestedBy);
        registry.refresh();
        return of(idOrSlug);
    }

    /**
     * Active again.
     *
     * @throws ProblemException not found; conflict unless it is read-only
     */
    public void undo(String idOrSlug) {
        retirements.undo(retirements.organisation(idOrSlug).id());
        registry.refresh();
    }

    /**
     * Destroys what is left, or as much of it as a turn allows.
     *
     * @throws ProblemException not found; invalid when the slug is not confirmed; conflict unless
     *     it is read-only; read-only period; unavailable, with the step where it stops
     */
    public RetirementView complete(String idOrSlug, String confirm, String requestedBy) {
        var organisation = confirmed(idOrSlug, confirm);
        retirements.complete(organisation.id(), requestedBy);
        registry.refresh();
        goOn(organisation.id());
        return of(idOrSlug);
    }

    private Organisation confirmed(String idOrSlug, String confirm) {
        var organisation = retirements.organisation(idOrSlug);
        if (!organisation.slug().value().equals(confirm)) {
            throw ProblemException.invalid("confirm");
        }
        return organisation;
    }

    /**
     * @throws ProblemException not found, also where nobody has asked for its end
     */
    public RetirementView of(String idOrSlug) {
        var organisation = retirements.organisation(idOrSlug);
        var known = retirements.required(organisation.id());
        return new RetirementView(
                known.id().value(),
                organisation.slug().value(),
                known.state().stored(),
                known.requestedBy(),
                known.retiringAt(),
                retirements.finishFrom(known),
                known.retiredAt(),
                retirements.steps(known.id()),
                known.deleteAfter(),
                known.deletedAt(),
                known.certificate());
    }

    /**
     * One turn, unless somebody else is at it.
     *
     * @return whether there is more to do, and this one may go on with it
     */
    boolean goOn(OrganisationId id) {
        var owner = UUID.randomUUID();
        if (!retirements.claim(id, owner)) {
            return false;
        }
        try {
            var organisation = retirements.organisation(id.toString());
            return turn(organisation, new Turn(TURN, () -> retirements.claim(id, owner)));
        } finally {
            retirements.release(id, owner);
        }
    }

    private boolean turn(Organisation organisation, Turn turn) {
        return switch (retirements.required(organisation.id()).state()) {
            case RETIRING -> false;
            case RUNNING -> !areTaken(toTheCertificate(), organisation, turn);
            case RETIRED, DELETED ->
                    !areTaken(
                            retirements.mayDelete(organisation.id())
                                    ? toTheDeletion()
                                    : List.of(restored),
                            organisation,
                            turn);
        };
    }

    private boolean areTaken(List<RetirementStep> steps, Organisation organisation, Turn turn) {
        return steps.stream().allMatch(step -> isTaken(step, organisation, turn));
    }

    private boolean isTaken(RetirementStep step, Organisation organisation, Turn turn) {
        turn.renew();
        var id = organisation.id();
        try {
            var taken = step.take(organisation, turn);
            if (!taken.evidence().isEmpty()) {
                retirements.note(
                        id, step.name(), taken.done() ? "done" : "begun", taken.evidence());
            }
            return taken.done();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the end of organisation {0} stops at {1} ({2})",
                    new Object[] {id, step.name(), e.getClass().getSimpleName()});
            retirements.note(id, step.name(), "failed", why(e));
            throw ProblemException.with(Problem.UNAVAILABLE, "step", step.name());
        }
    }

    /** A message of unknown origin may quote anything. */
    private static String why(RuntimeException e) {
        if (e instanceof StepStopped stopped) {
            return String.valueOf(stopped.getMessage());
        }
        return e instanceof ProblemException known
                ? known.problem().title()
                : e.getClass().getSimpleName();
    }
}
