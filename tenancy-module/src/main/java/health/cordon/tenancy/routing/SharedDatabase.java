package health.cordon.tenancy.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Opens the shared clinical database at start, so that the first request need not. */
@ApplicationScoped
public class SharedDatabase {
    @Inject PersistenceUnits units;
    @Inject UpkeepRounds rounds;

    /** Also begins the upkeep of whatever this node opens. */
    public void open() {
        units.openShared();
        rounds.start();
    }
}
