package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** What an old copy of a database has brought back after the end is destroyed again. */
@ApplicationScoped
public class RestoredRows implements RetirementStep {
    @Inject RowPlaces places;
    @Inject Retirements retirements;

    @Override
    public String name() {
        return "restored";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        long back = 0;
        for (var place : places.of(organisation)) {
            if (place.isSeen()) {
                long rows = place.with(RowSession::total);
                back += rows;
                if (rows > 0 && !place.with(session -> destroyed(session, turn))) {
                    return Taken.partly("rows came back in %s".formatted(place.name()));
                }
            }
        }
        var known = retirements.required(organisation.id());
        if (back == 0) {
            retirements.looked(known.id());
            return Taken.nothing();
        }
        retirements.retiredAgain(known, organisation.slug().value());
        return Taken.done("%d rows of an old copy were destroyed".formatted(back));
    }

    private static boolean destroyed(RowSession session, Turn turn) throws SQLException {
        return session.shred(turn) && session.remove(turn);
    }
}
