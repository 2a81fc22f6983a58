package health.cordon.provisioning.saga;

import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.provisioning.fleet.Places;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.wall.WallFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The tables of this version, and the walls around them. */
@ApplicationScoped
public class MadeSchema implements Step {
    @Inject Places places;
    @Inject Migration schema;

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.DATABASE);
    }

    @Override
    public String ensure(Saga saga) {
        var place = MadeDatabase.required(places, saga);
        try {
            ClinicalSchema.migrate(place.migration(), Optional.of(place.runtime()));
        } catch (DatabaseUnavailable | WallFault e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        return "%d changes, walls built".formatted(schema.changes().size());
    }
}
