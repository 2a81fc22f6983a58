package health.cordon.provisioning.rotation;

import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.rotation.RotationView.Waiting;
import health.cordon.provisioning.saga.Turns;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.routing.ClinicalConnectionRegistry;
import health.cordon.tenancy.wall.WallFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exchange as far as it goes: until the former accounts are gone, or until somebody may
 * still use them. Who asks again goes on from there.
 */
@ApplicationScoped
public class Rotator {
    private static final Logger LOG = Logger.getLogger(Rotator.class.getName());

    @Inject Rotations rotations;
    @Inject RotationSteps steps;
    @Inject Turns turns;
    @Inject OrganisationRegistry registry;
    @Inject ClinicalConnectionRegistry connections;

    /** A step's own work; fails where a server does not answer or refuses. */
    private interface Work {
        Seen run() throws SQLException;
    }

    /**
     * @throws ProblemException not found; by hand where provisioning did not make the database;
     *     conflict while it is being made; unavailable where it stops, and then the same request
     *     goes on from there
     */
    public RotationView rotate(String idOrSlug) {
        var organisation = organisation(idOrSlug);
        requireMadeHere(organisation);
        var owner = UUID.randomUUID();
        turns.claim(organisation, owner);
        try {
            var waiting = work(organisation, owner);
            return view(organisation, waiting);
        } finally {
            turns.release(organisation, owner);
        }
    }

    /**
     * @throws ProblemException not found; by hand where provisioning did not make the database
     */
    public RotationView of(String idOrSlug) {
        var organisation = organisation(idOrSlug);
        var rotation = rotations.find(organisation, required(organisation));
        return view(
                organisation,
                rotation.filter(Rotation::isSwitched).map(steps::waiting).orElse(null));
    }

    private OrganisationId organisation(String idOrSlug) {
        return registry.find(idOrSlug)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND))
                .id();
    }

    private Place required(OrganisationId organisation) {
        return rotations
                .place(organisation)
                .filter(place -> ServerAccount.isMadeHere(place.runtime(), place.migration()))
                .orElseThrow(() -> new ProblemException(Problem.CREDENTIALS_BY_HAND));
    }

    private void requireMadeHere(OrganisationId organisation) {
        required(organisation);
        if (!turns.isMade(organisation)) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    private @Nullable Waiting work(OrganisationId organisation, UUID owner) {
        var begun = begin(organisation);
        var turn = new Turn(organisation, owner, begun.place().ref());
        if (!begun.isSwitched()) {
            take(turn, "accounts", () -> steps.accounts(begun));
            take(turn, "walls", () -> steps.walls(begun));
            take(turn, "switch", () -> steps.switchOver(organisation, turn.ref()));
        }
        var place = required(organisation);
        var switched = rotations.find(organisation, place).orElseThrow();
        var waiting = take(turn, "wait", () -> steps.waited(switched)).waiting();
        if (waiting == null) {
            take(turn, "former", () -> steps.former(switched));
            rotations.finish(organisation, turn.ref());
        }
        return waiting;
    }

    /** Whose turn it is, on what. */
    private record Turn(OrganisationId organisation, UUID owner, String ref) {}

    private Rotation begin(OrganisationId organisation) {
        // So that this node compares with what is kept now.
        registry.refresh();
        var place = required(organisation);
        requireServedFrom(place);
        return rotations.begin(organisation, place);
    }

    /** A URL in a file or a variable comes first, and would keep the former password. */
    private void requireServedFrom(Place place) {
        boolean same;
        try {
            same =
                    connections
                            .read(new ConnectionRef(place.ref()))
                            .filter(url -> url.fingerprint().equals(place.runtime().fingerprint()))
                            .isPresent();
        } catch (IllegalArgumentException e) {
            same = false;
        }
        if (!same) {
            throw new ProblemException(Problem.CREDENTIALS_BY_HAND);
        }
    }

    private Seen take(Turn turn, String step, Work work) {
        turns.renew(turn.organisation(), turn.owner());
        rotations.note(turn.ref(), step, "begun", "");
        try {
            var seen = work.run();
            turns.renew(turn.organisation(), turn.owner());
            var state = seen.waiting() == null ? "done" : "begun";
            rotations.note(turn.ref(), step, state, seen.evidence());
            return seen;
        } catch (SQLException | RuntimeException e) {
            // The type alone: a message of unknown origin may quote anything.
            LOG.log(
                    Level.WARNING,
                    "the exchange of passwords of organisation {0} stops at {1} ({2})",
                    new Object[] {turn.organisation(), step, e.getClass().getSimpleName()});
            var why = e instanceof ProblemException known ? known.problem().title() : "";
            rotations.note(turn.ref(), step, "failed", why);
            throw problem(e);
        }
    }

    private static RuntimeException problem(Exception e) {
        if (e instanceof ProblemException known) {
            return known;
        }
        boolean server =
                e instanceof SQLException
                        || e instanceof DatabaseUnavailable
                        || e instanceof WallFault;
        return server || !(e instanceof RuntimeException unexpected)
                ? new ProblemException(Problem.UNAVAILABLE, e)
                : unexpected;
    }

    private RotationView view(OrganisationId organisation, @Nullable Waiting waiting) {
        var place = required(organisation);
        var ref = place.ref();
        var age = rotations.age(ref);
        boolean running = rotations.find(organisation, place).isPresent();
        return new RotationView(
                organisation.value(),
                ref,
                state(running, waiting, age),
                age.since(),
                age.days(),
                age.rotatedAt(),
                waiting,
                rotations.steps(ref));
    }

    private static String state(boolean running, @Nullable Waiting waiting, Age age) {
        if (running) {
            return waiting == null ? "running" : "waiting";
        }
        return age.rotatedAt() == null ? "never" : "done";
    }
}
