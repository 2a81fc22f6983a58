package health.cordon.clinical.erasure;

import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Finds out what became of intents whose node never said. May be repeated, by many at once. */
@ApplicationScoped
public class IntentSettling {
    /** Far longer than an erasure may take: a database is waited for at most 30 s a statement. */
    static final Duration AGE = Duration.ofMinutes(10);

    @Inject ErasureList list;

    /** Those of all organisations that are old enough. */
    List<Erasure> due() {
        return list.olderThan(AGE);
    }

    /**
     * A key that is still there was not destroyed, so nothing of that transaction was committed.
     *
     * @param isThere whether a DEK is in the tenant's home
     */
    void settle(List<Erasure> intents, Predicate<UUID> isThere) {
        for (var intent : intents) {
            if (isThere.test(intent.dek())) {
                list.takeBack(intent);
            } else {
                list.done(intent, null);
            }
        }
    }
}
