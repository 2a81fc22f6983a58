package health.cordon.tenancy.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A guard for each key that was used lately; one that is forgotten begins anew, closed. */
@ApplicationScoped
public class KeyGuards {
    private static final int MOST = 2_000;
    private static final Duration UNUSED = Duration.ofHours(1);

    private final LoadingCache<String, KeyGuard> guards =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build(KeyGuard::new);

    KeyGuard of(String keyArn) {
        return guards.get(keyArn);
    }

    /** How many keys are not asked now, because KMS failed with them. */
    public long open() {
        return guards.asMap().values().stream().filter(KeyGuard::isOpen).count();
    }
}
