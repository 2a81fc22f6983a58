package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.BucketEnd;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** After the waiting period: database, accounts and bucket that were made for it are no more. */
@ApplicationScoped
public class DeletedResources implements RetirementStep {
    @Inject Retirements retirements;
    @Inject Places places;
    @Inject Servers servers;
    @Inject ObjectPlaces objects;
    @Inject BucketEnd buckets;

    @Override
    public String name() {
        return "deletion";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        objects.made(organisation).ifPresent(this::delete);
        turn.renew();
        places.find(organisation.id()).ifPresent(this::drop);
        retirements.deleted(retirements.required(organisation.id()), organisation.slug().value());
        return Taken.done("what was made for it is gone");
    }

    private void drop(Place place) {
        try {
            new ServerAccount(servers.url(place.server()))
                    .drop(new ServerAccount.Names(place.migration().database()));
        } catch (SQLException e) {
            throw StepStopped.of("the server " + place.server(), e);
        }
    }

    private void delete(String bucket) {
        try {
            buckets.delete(bucket);
        } catch (ProblemException e) {
            throw new StepStopped("S3 does not delete " + bucket, e);
        }
    }
}
