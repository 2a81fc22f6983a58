package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What there was, before anything of it is destroyed. */
@ApplicationScoped
public class Counted implements RetirementStep {
    @Inject Retirements retirements;
    @Inject HoldingsCount count;

    @Override
    public String name() {
        return "count";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        var known = retirements.required(organisation.id()).holdings();
        var holdings = known == null ? counted(organisation, turn) : known;
        return Taken.done(
                "%d rows and %d versions of objects were there"
                        .formatted(holdings.totalRows(), holdings.totalVersions()));
    }

    private Holdings counted(Organisation organisation, Turn turn) {
        var holdings = count.of(organisation, turn);
        retirements.holdings(organisation.id(), holdings);
        return holdings;
    }
}
