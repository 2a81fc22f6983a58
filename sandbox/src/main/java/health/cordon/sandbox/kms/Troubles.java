package health.cordon.sandbox.kms;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which keys are in trouble now; a star stands for all. Forgotten at a restart. */
final class Troubles {
    private static final int MAX_TROUBLES = 1_000;

    private final Map<String, Trouble> ofKeys = new ConcurrentHashMap<>();

    void begin(String key, Trouble trouble) {
        if (ofKeys.size() >= MAX_TROUBLES) {
            throw new KmsFault("LimitExceededException", "There are too many keys in trouble.");
        }
        ofKeys.put(key, trouble);
    }

    void end(String key) {
        ofKeys.remove(key);
    }

    Map<String, String> all() {
        var all = new TreeMap<String, String>();
        ofKeys.forEach((key, trouble) -> all.put(key, trouble.wireName()));
        return all;
    }

    /** Does not let a call through to a key in trouble. */
    void check(KmsKey key) {
        var trouble = ofKeys.getOrDefault(key.id(), ofKeys.get(Denial.ANY));
        if (trouble == null) {
            return;
        }
        throw switch (trouble) {
            case HANGS -> new Silence();
            case THROTTLES -> KmsFault.throttled();
            case FAILS -> KmsFault.internal();
        };
    }
}
