package health.cordon.provisioning.rotation;

import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.rotation.RotationView.Waiting;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.provisioning.server.Sessions;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.wall.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The steps of an exchange; each may be repeated. */
@ApplicationScoped
public class RotationSteps {
    /** A part of a second is a second. */
    private static final Duration ROUND_UP = Duration.ofMillis(999);

    @Inject Rotations rotations;
    @Inject RotationSettings settings;
    @Inject Servers servers;
    @Inject OrganisationRegistry registry;

    /** Under the names that are free. */
    Seen accounts(Rotation begun) throws SQLException {
        account(begun.place()).makeAccounts(begun.runtime(), begun.migration());
        return Seen.of(
                "%s to serve, %s to migrate"
                        .formatted(begun.runtime().user(), begun.migration().user()));
    }

    /** With rights for the new ones, in the name of the new one who migrates. */
    Seen walls(Rotation begun) {
        ClinicalSchema.migrate(begun.migration(), Optional.of(begun.runtime()));
        return Seen.of("both passwords are valid");
    }

    Seen switchOver(OrganisationId organisation, String ref) {
        rotations.switchOver(organisation, ref);
        registry.refresh();
        return Seen.of("nodes take the new password with their next refresh");
    }

    /** Until nobody can be in the middle of something with a former account. */
    Seen waited(Rotation switched) throws SQLException {
        var waiting = waiting(switched);
        if (waiting.seconds() > 0) {
            return new Seen(
                    "the former accounts stay for %d s more".formatted(waiting.seconds()), waiting);
        }
        int sessions = Sessions.of(switched.runtime()) + Sessions.of(switched.migration());
        boolean patient = switched.waited().compareTo(RotationSettings.LONGEST_WAIT) < 0;
        return new Seen(
                "%d sessions of the former accounts".formatted(sessions),
                sessions > 0 && patient ? new Waiting(0, sessions) : null);
    }

    /** As far as it can be told without asking the server. */
    Waiting waiting(Rotation switched) {
        var left = settings.grace().minus(switched.waited());
        return new Waiting(left.isNegative() ? 0 : left.plus(ROUND_UP).toSeconds(), 0);
    }

    /** First what it signs, which holds for open sessions too, then the account itself. */
    Seen former(Rotation switched) throws SQLException {
        Wall.forget(switched.place().migration(), switched.runtime());
        account(switched.place()).dropAccounts(switched.runtime(), switched.migration());
        return Seen.of(
                "%s and %s are gone"
                        .formatted(switched.runtime().user(), switched.migration().user()));
    }

    private ServerAccount account(Place place) {
        return new ServerAccount(servers.url(place.server()));
    }
}
