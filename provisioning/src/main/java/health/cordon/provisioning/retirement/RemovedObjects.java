package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.BucketEnd;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** No version of an object is left in any bucket. */
@ApplicationScoped
public class RemovedObjects implements RetirementStep {
    @Inject ObjectPlaces places;
    @Inject BucketEnd buckets;

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        for (var place : places.of(organisation)) {
            if (!emptied(place, turn)) {
                return Taken.partly("%s is being emptied".formatted(place.bucket()));
            }
        }
        return Taken.done("no version of an object is left");
    }

    private boolean emptied(ObjectPlaces.Under place, Turn turn) {
        try {
            return buckets.empty(place.bucket(), place.prefix(), turn::goesOn);
        } catch (ProblemException e) {
            throw new StepStopped("S3 does not empty " + place.bucket(), e);
        }
    }
}
