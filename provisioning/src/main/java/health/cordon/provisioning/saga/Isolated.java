package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationAdministration;
import health.cordon.admin.organisation.OrganisationChange;
import health.cordon.provisioning.cloud.Bucket;
import health.cordon.provisioning.cloud.Key;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.server.HomeRow;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** What is its own is given to it, after the looks of a change by hand; its database for good. */
@ApplicationScoped
public class Isolated implements Step {
    @Inject Places places;
    @Inject Key keys;
    @Inject Bucket buckets;
    @Inject OrganisationAdministration administration;
    @Inject OrganisationRegistry registry;
    @Inject PlatformDatabase platform;

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.DATABASE)
                || saga.wants(Dedicated.BUCKET)
                || saga.wants(Dedicated.KEY)
                || saga.wanted().oidcIssuer() != null;
    }

    @Override
    public String plan(Saga saga) {
        administration.requireFreeIssuer(saga.id(), saga.wanted().oidcIssuer());
        return "what is its own, after the looks of a change by hand";
    }

    @Override
    public String ensure(Saga saga) {
        var place = saga.wants(Dedicated.DATABASE) ? MadeDatabase.required(places, saga) : null;
        // So that this node knows the URL before it looks at the database.
        registry.refresh();
        var wanted = saga.wanted();
        administration.ensure(
                wanted.slug(),
                new OrganisationChange(
                        wanted.name(),
                        place == null ? null : place.ref(),
                        saga.wants(Dedicated.BUCKET)
                                ? buckets.nameOf(saga.id(), wanted.slug())
                                : null,
                        saga.wants(Dedicated.KEY) ? keys.required(saga.id(), wanted.slug()) : null,
                        wanted.oidcIssuer(),
                        wanted.oidcAudience(),
                        null));
        if (place != null) {
            home(saga, place);
        }
        registry.refresh();
        return place == null ? "given" : "given, at home in " + place.ref();
    }

    /** Its database first: a home that the database does not know would refuse every write. */
    private void home(Saga saga, Place place) {
        try {
            HomeRow.ensure(place.migration(), saga.id());
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        platform.write(
                handle ->
                        handle.execute(
                                "UPDATE organisation SET home_epoch = ?, home_ref = ?"
                                        + " WHERE id = ? AND home_epoch = 0",
                                HomeRow.EPOCH,
                                place.ref(),
                                saga.id().toString()));
    }
}
