package health.cordon.clinical.erasure;

import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Finds out what became of intents whose node has not said. May be repeated, by many at once. */
@ApplicationScoped
public class IntentSettling {
    /** Far longer than an erasure may take: a database is waited for at most 30 s a statement. */
    static final Duration AGE = Duration.ofMinutes(10);

    static final int PART = 500;

    @Inject ErasureList list;

    /**
     * Looks at all intents of an organisation.
     *
     * @param isThere whether a DEK is in the tenant's home
     */
    void settle(OrganisationId organisation, Predicate<UUID> isThere) {
        var part = list.intentsAfter(organisation, "", PART);
        while (!part.isEmpty()) {
            part.forEach(intent -> settle(intent, isThere));
            var last = part.get(part.size() - 1).id().toString();
            part = list.intentsAfter(organisation, last, PART);
        }
    }

    /**
     * A key that is gone was destroyed by a transaction that has committed, however young the
     * intent is: until that is noted, the mark counts one that the list does not, and could hide an
     * erasure that an old copy has lost. The {@code DELETE} may note it, too; that counts once. A
     * key that is there may still be in the hands of a {@code DELETE} that runs.
     */
    private void settle(Erasure intent, Predicate<UUID> isThere) {
        if (isThere.test(intent.dek())) {
            list.takeBackIfOlder(intent, AGE);
        } else {
            list.done(intent, null);
        }
    }
}
