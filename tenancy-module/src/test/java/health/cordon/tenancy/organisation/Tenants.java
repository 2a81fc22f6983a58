package health.cordon.tenancy.organisation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes tenants, and registries that know them, for tests. */
public final class Tenants {
    /** A history in which the database knows of that one resource, newer than any snapshot. */
    public static ResourceHistory history(Tenant owner, String newer) {
        return new ResourceHistory() {
            @Override
            boolean recorded(OrganisationId id, String kind, String value) {
                return id.equals(owner.id()) && value.equals(newer);
            }
        };
    }

    /** A history that knows no more than the snapshot. */
    public static ResourceHistory history() {
        return history(tenant("nobody").build(), "");
    }

    private final OrganisationId id;
    private final String slug;
    private final Set<String> buckets = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private String status = "active";
    private @Nullable String database;
    private @Nullable String bucket;
    private @Nullable String key;
    private boolean servedBefore;
    private @Nullable Instant keysLockedAt;
    private @Nullable Integer rewrapDays;
    private @Nullable String issuer;
    private @Nullable String audience;
    private @Nullable ManagedHome home;

    private Tenants(OrganisationId id, String slug) {
        this.id = id;
        this.slug = slug;
    }

    /** A tenant that shares everything, to start from. */
    public static Tenants tenant(String slug) {
        return new Tenants(new OrganisationId(UUID.randomUUID()), slug);
    }

    /** The same tenant, sharing everything again, to start from. */
    public static Tenants of(Tenant tenant) {
        return new Tenants(tenant.id(), tenant.organisation().slug().value());
    }

    public static Organisations organisations(Tenant... tenants) {
        return organisations(1, tenants);
    }

    public static Organisations organisations(long version, Tenant... tenants) {
        return new Organisations(version, List.of(tenants));
    }

    public static OrganisationRegistry registry(Tenant... tenants) {
        return new OrganisationRegistry() {
            @Override
            public Organisations current() {
                return organisations(tenants);
            }
        };
    }

    public Tenants status(String other) {
        status = other;
        return this;
    }

    public Tenants database(String ref) {
        database = ref;
        return this;
    }

    public Tenants servedBefore() {
        servedBefore = true;
        return this;
    }

    public Tenants bucket(String name) {
        bucket = name;
        return formerBucket(name);
    }

    public Tenants formerBucket(String name) {
        buckets.add(name);
        return this;
    }

    public Tenants key(String arn) {
        key = arn;
        return formerKey(arn);
    }

    public Tenants formerKey(String arn) {
        keys.add(arn);
        return this;
    }

    public Tenants issuer(String address) {
        issuer = address;
        return this;
    }

    public Tenants audience(String name) {
        audience = name;
        return this;
    }

    public Tenants keysLocked() {
        keysLockedAt = Instant.EPOCH;
        return this;
    }

    public Tenants rewrapDays(int days) {
        rewrapDays = days;
        return this;
    }

    /** Put there by provisioning or a move; {@code null} is the shared database. */
    public Tenants home(long epoch, @Nullable String ref) {
        home = new ManagedHome(epoch, ref == null ? null : new ConnectionRef(ref));
        return this;
    }

    public Tenant build() {
        var organisation =
                new Organisation(
                        id,
                        new Slug(slug),
                        slug,
                        "sandbox-1",
                        "acute",
                        "standard",
                        List.of("MA"),
                        status,
                        Optional.ofNullable(database).map(ConnectionRef::new).orElse(null),
                        bucket,
                        key,
                        issuer,
                        audience,
                        keysLockedAt,
                        true,
                        rewrapDays,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return new Tenant(organisation, buckets, keys, servedBefore, home);
    }
}
