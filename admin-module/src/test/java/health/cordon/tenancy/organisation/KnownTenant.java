package health.cordon.tenancy.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A registry that knows one organisation, which shares everything. */
public final class KnownTenant extends OrganisationRegistry {
    private final Organisation organisation =
            new Organisation(
                    new OrganisationId(UUID.randomUUID()),
                    new Slug("north"),
                    "North",
                    "sandbox-1",
                    "acute",
                    "standard",
                    List.of(),
                    "active",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    null,
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH);

    public Organisation organisation() {
        return organisation;
    }

    @Override
    public Organisations current() {
        return new Organisations(1, List.of(new Tenant(organisation, Set.of(), Set.of(), false)));
    }
}
