package health.cordon.tenancy.keys;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Organisations;
import health.cordon.tenancy.organisation.Tenant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Whose keys nobody may use at present, as far as this node knows. */
final class KeyLocks {
    private final AtomicReference<Known> known =
            new AtomicReference<>(new Known(-1, Set.of(), Set.of()));

    private record Known(long version, Set<OrganisationId> locked, Set<OrganisationId> there) {}

    /**
     * Learns from a snapshot, unless a newer one was there before.
     *
     * @return those that were not locked until now, and those that are no more: they are retired
     */
    Set<OrganisationId> learn(Organisations organisations) {
        var next = new Known(organisations.version(), locked(organisations), there(organisations));
        var before =
                known.getAndAccumulate(
                        next, (old, given) -> given.version() >= old.version() ? given : old);
        var news = new HashSet<>(next.locked());
        news.removeAll(before.locked());
        before.there().stream().filter(id -> !next.there().contains(id)).forEach(news::add);
        return news;
    }

    /**
     * @throws ProblemException keys locked
     */
    void requireUnlocked(OrganisationId organisation) {
        if (Objects.requireNonNull(known.get()).locked().contains(organisation)) {
            throw new ProblemException(Problem.KEYS_LOCKED);
        }
    }

    private static Set<OrganisationId> there(Organisations organisations) {
        return organisations.all().stream().map(Tenant::id).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<OrganisationId> locked(Organisations organisations) {
        var locked = new HashSet<OrganisationId>();
        for (var tenant : organisations.all()) {
            if (tenant.organisation().keysLocked()) {
                locked.add(tenant.id());
            }
        }
        return Set.copyOf(locked);
    }
}
