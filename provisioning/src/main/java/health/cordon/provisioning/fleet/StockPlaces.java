package health.cordon.provisioning.fleet;

import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Places of databases that are nobody's. Who works on one has it for a while; after a death
 * somebody else begins again.
 */
@ApplicationScoped
public class StockPlaces {
    private static final Duration WORK = Duration.ofMinutes(2);

    @Inject PlatformDatabase platform;
    @Inject PlaceRows rows;
    @Inject Servers servers;

    /**
     * One whose database is to be made now, where a server has fewer than it should.
     *
     * @throws health.cordon.tenancy.http.ProblemException unavailable when what is kept of it does
     *     not open; it is left alone for a while
     */
    public Optional<Place> toMake() {
        return opened(platform.write(this::begun));
    }

    /** After the transaction: who does not open must not be in the way of the others. */
    private Optional<Place> opened(Optional<String> ref) {
        return ref.flatMap(known -> platform.read(handle -> rows.of(handle, known)));
    }

    private Optional<String> begun(Handle handle) {
        var left = ServerRows.leftHalfMade(handle);
        if (left.isPresent()) {
            rows.workOn(handle, left.get(), WORK);
            return left;
        }
        return ServerRows.shortOfStock(handle)
                .filter(server -> ServerRows.lock(handle, server))
                // Nobody else has counted since.
                .filter(server -> ServerRows.isShortOfStock(handle, server))
                .map(server -> inserted(handle, server));
    }

    private String inserted(Handle handle, String server) {
        var place = rows.insert(handle, server, PlaceUrls.on(servers.url(handle, server)), null);
        rows.workOn(handle, place.ref(), WORK);
        return place.ref();
    }

    /**
     * From now on it may be given to an organisation.
     *
     * @param version of its schema
     */
    public void ready(Place place, String version) {
        platform.write(
                handle -> {
                    rows.ready(handle, place.ref(), version);
                    return place;
                });
    }

    /**
     * One whose database is to go, as its server drains.
     *
     * @throws health.cordon.tenancy.http.ProblemException as {@link #toMake}
     */
    public Optional<Place> toDrop() {
        return opened(
                platform.write(
                        handle -> {
                            var ref = ServerRows.stockOfDraining(handle);
                            ref.ifPresent(known -> rows.workOn(handle, known, WORK));
                            return ref;
                        }));
    }
}
