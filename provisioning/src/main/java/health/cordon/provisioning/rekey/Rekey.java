package health.cordon.provisioning.rekey;

import health.cordon.provisioning.rekey.RekeyRows.Sealed;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Seals kept connections with the newest key. */
@ApplicationScoped
public class Rekey {
    private static final Logger LOG = Logger.getLogger(Rekey.class.getName());
    private static final int BATCH = 100;

    /** As many as one request seals. */
    private static final int MOST = 5_000;

    private static final int MOST_NAMES = 200;

    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject ConnectionSeal seal;

    /** What has been done so far. */
    private static final class Pass {
        private final String newest;
        private final TreeSet<String> unopened = new TreeSet<>();
        private int resealed;

        Pass(String newest) {
            this.newest = newest;
        }

        boolean isFull() {
            return resealed >= MOST;
        }
    }

    /** What seals the kept connections now. */
    public ConnectionsView status() {
        return new ConnectionsView(seal.newest().orElse(null), counts());
    }

    /**
     * May be repeated; does nothing where all is sealed with the newest key.
     *
     * @throws ProblemException no connection key
     */
    public RekeyView run() {
        var newest =
                seal.newest().orElseThrow(() -> new ProblemException(Problem.NO_CONNECTION_KEY));
        var before = counts();
        var pass = new Pass(newest);
        for (var place : SealedPlace.values()) {
            reseal(pass, place);
        }
        if (pass.resealed > 0) {
            platform.write(
                    handle -> {
                        audit.append(
                                handle,
                                Change.list("connections.rekey", "key " + newest, pass.resealed));
                        return pass;
                    });
        }
        return view(pass, before, counts());
    }

    private void reseal(Pass pass, SealedPlace place) {
        var after = "";
        List<Sealed> page;
        do {
            if (pass.isFull()) {
                return;
            }
            var from = after;
            page = platform.read(handle -> RekeyRows.page(handle, place, pass.newest, from, BATCH));
            for (var sealed : page) {
                reseal(pass, place, sealed);
                after = sealed.name();
            }
        } while (page.size() == BATCH);
    }

    private void reseal(Pass pass, SealedPlace place, Sealed sealed) {
        String text;
        try {
            var purpose = place.purpose(sealed.name(), sealed.organisation());
            text = seal.seal(purpose, seal.open(purpose, sealed.text()));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "the kept connection of {0} does not open and keeps its seal",
                    place.named(sealed.name()));
            if (pass.unopened.size() < MOST_NAMES) {
                pass.unopened.add(place.named(sealed.name()));
            }
            return;
        }
        // Who was faster has sealed something newer.
        if (platform.read(handle -> RekeyRows.replace(handle, place, sealed, text))) {
            pass.resealed++;
        }
    }

    private RekeyView view(Pass pass, List<KeyCount> before, List<KeyCount> after) {
        return new RekeyView(
                pass.newest,
                pass.resealed,
                !pass.isFull(),
                before,
                after,
                List.copyOf(pass.unopened),
                after.stream()
                        .filter(count -> count.configured() && count.connections() == 0)
                        .map(KeyCount::key)
                        .filter(key -> !key.equals(pass.newest))
                        .toList());
    }

    private List<KeyCount> counts() {
        var used = platform.read(RekeyRows::counts);
        var all = new TreeSet<>(seal.keyIds());
        all.addAll(used.keySet());
        var counts = new ArrayList<KeyCount>();
        all.forEach(key -> counts.add(count(key, used)));
        return counts;
    }

    private KeyCount count(String key, Map<String, Long> used) {
        return new KeyCount(key, used.getOrDefault(key, 0L), seal.keyIds().contains(key));
    }
}
