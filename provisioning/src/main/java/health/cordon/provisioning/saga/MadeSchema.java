package health.cordon.provisioning.saga;

import health.cordon.provisioning.fleet.Databases;
import health.cordon.provisioning.fleet.Places;
import health.cordon.tenancy.database.Migration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The tables of this version, and the walls around them. */
@ApplicationScoped
public class MadeSchema implements Step {
    @Inject Places places;
    @Inject Databases databases;
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
    public String plan(Saga saga) {
        return text();
    }

    @Override
    public String ensure(Saga saga) {
        var place = MadeDatabase.required(places, saga);
        if (saga.hasTried(name()) || !databases.isReady(place)) {
            databases.migrate(place);
        }
        return text();
    }

    private String text() {
        return "%d changes, walls built".formatted(schema.changes().size());
    }
}
