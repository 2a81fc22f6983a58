package health.cordon.provisioning.rotation;

import health.cordon.provisioning.fleet.Place;
import health.cordon.tenancy.database.DatabaseUrl;
import java.time.Duration;

/**
 * An exchange that has begun.
 *
 * @param place with the accounts that nodes serve from, or will with their next refresh
 * @param runtime the other account that serves: the one to come, or, once it is switched, the
 *     former
 * @param migration likewise the one that migrates
 * @param isSwitched whether nodes are told of the new ones
 * @param waited since then
 */
record Rotation(
        Place place,
        DatabaseUrl runtime,
        DatabaseUrl migration,
        boolean isSwitched,
        Duration waited) {
    /** URLs leave their passwords out of a text. */
    @Override
    public String toString() {
        return place.toString();
    }
}
