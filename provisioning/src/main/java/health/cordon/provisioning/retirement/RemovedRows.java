package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** No row is left in any database, but those that are kept. */
@ApplicationScoped
public class RemovedRows implements RetirementStep {
    @Inject RowPlaces places;

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        for (var place : places.of(organisation)) {
            if (place.isSeen() && !place.with(session -> session.remove(turn))) {
                long left = place.with(RowSession::total);
                return Taken.partly("%d rows are left in %s".formatted(left, place.name()));
            }
        }
        return Taken.done("no row is left");
    }
}
