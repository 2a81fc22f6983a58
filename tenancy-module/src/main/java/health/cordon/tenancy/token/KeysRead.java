package health.cordon.tenancy.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer's keys as they were read last.
 *
 * @param withdrawn ids of keys that were there before: nobody need ask for those again
 * @param until when they are too old to be believed, by {@link System#nanoTime()}
 */
record KeysRead(JWKSet keys, Set<String> withdrawn, long until) {
    private static final int MOST_WITHDRAWN = 100;

    static KeysRead first(List<JWK> read, long begun, Duration good) {
        return new KeysRead(new JWKSet(read), Set.of(), begun + good.toNanos());
    }

    /** The next ones, of a reading that was begun at that time. */
    KeysRead followedBy(List<JWK> read, long begun, Duration good) {
        // The latest first: an issuer that changes its keys all the time does not fill the memory.
        var gone = new LinkedHashSet<>(ids(keys.getKeys()));
        gone.addAll(withdrawn);
        gone.removeAll(ids(read));
        var some = gone.stream().limit(MOST_WITHDRAWN).collect(Collectors.toUnmodifiableSet());
        return new KeysRead(new JWKSet(read), some, begun + good.toNanos());
    }

    boolean isGood() {
        return until - System.nanoTime() > 0;
    }

    List<JWK> select(JWKSelector selector) {
        return selector.select(keys);
    }

    boolean isWithdrawn(JWKSelector selector) {
        var asked = selector.getMatcher().getKeyIDs();
        return asked != null && !asked.isEmpty() && withdrawn.containsAll(asked);
    }

    private static Set<String> ids(List<JWK> keys) {
        var ids = new HashSet<String>();
        for (var key : keys) {
            if (key.getKeyID() != null) {
                ids.add(key.getKeyID());
            }
        }
        return ids;
    }
}
