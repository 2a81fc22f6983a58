package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Every wrapped data key is written over: from then on no field of anybody opens. */
@ApplicationScoped
public class ShreddedKeys implements RetirementStep {
    @Inject RowPlaces places;

    @Override
    public String name() {
        return "data-keys";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        for (var place : places.of(organisation)) {
            if (place.isSeen() && !place.with(session -> session.shred(turn))) {
                return Taken.partly("data keys in %s are being destroyed".formatted(place.name()));
            }
        }
        return Taken.done("no wrapped data key is left");
    }
}
