package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.BucketEnd;
import health.cordon.provisioning.cloud.KeyEnd;
import health.cordon.provisioning.cloud.KeyFate;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Counts what there is of an organisation, in each place anew. */
@ApplicationScoped
public class HoldingsCount {
    @Inject RowPlaces places;
    @Inject ObjectPlaces objects;
    @Inject BucketEnd buckets;
    @Inject KeyEnd keys;

    Holdings of(Organisation organisation, Turn turn) {
        return new Holdings(
                rows(organisation, turn), objects(organisation, turn), keys(organisation));
    }

    private List<Holdings.Rows> rows(Organisation organisation, Turn turn) {
        return places.of(organisation).stream().map(place -> rows(place, turn)).toList();
    }

    private static Holdings.Rows rows(RowPlace place, Turn turn) {
        turn.renew();
        if (place.required() && !place.isSeen()) {
            throw new StepStopped(place.name() + " has no URL that can be used");
        }
        return place.isSeen()
                ? place.with(
                        session ->
                                new Holdings.Rows(
                                        place.name(),
                                        place.own(),
                                        true,
                                        session.counts(),
                                        session.keptCounts()))
                : new Holdings.Rows(place.name(), place.own(), false, Map.of(), Map.of());
    }

    private List<Holdings.Objects> objects(Organisation organisation, Turn turn) {
        try {
            return objects.of(organisation).stream()
                    .map(
                            place ->
                                    new Holdings.Objects(
                                            place.bucket(),
                                            place.prefix(),
                                            buckets.count(
                                                    place.bucket(), place.prefix(), turn::stay)))
                    .toList();
        } catch (ProblemException e) {
            throw new StepStopped("S3 does not list a bucket of the organisation", e);
        }
    }

    private List<KeyFate> keys(Organisation organisation) {
        try {
            return keys.fates(organisation);
        } catch (ProblemException e) {
            throw new StepStopped("KMS does not tell of a key of the organisation", e);
        }
    }
}
