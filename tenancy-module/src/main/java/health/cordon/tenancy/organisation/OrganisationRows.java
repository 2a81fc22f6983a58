package health.cordon.tenancy.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads organisations from the platform database. */
final class OrganisationRows {
    private static final Logger LOG = Logger.getLogger(OrganisationRows.class.getName());
    private static final String SNAPSHOT =
            """
            SELECT o.*, r.kind, r.value, d.first_served_at
            FROM organisation o
            LEFT JOIN organisation_resource r ON r.organisation_id = o.id
            LEFT JOIN clinical_database d
                   ON d.organisation_id = o.id AND r.kind = 'database' AND d.ref = r.value
            WHERE o.status <> 'retired'
            """;

    private OrganisationRows() {}

    static long version(Handle handle) {
        return handle.createQuery("SELECT version FROM registry_version WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    /** The counter is read first: the snapshot then holds at least what the counter promises. */
    static Organisations snapshot(Handle handle) {
        long version = version(handle);
        Map<String, Builder> tenants = new LinkedHashMap<>();
        handle.createQuery(SNAPSHOT)
                .map((row, context) -> addUnlessBroken(tenants, row))
                .forEach(read -> {});
        return new Organisations(version, tenants.values().stream().map(Builder::build).toList());
    }

    /** A row that somebody bent by SQL costs its own organisation alone, not the refresh. */
    private static boolean addUnlessBroken(Map<String, Builder> tenants, ResultSet row)
            throws SQLException {
        try {
            add(tenants, row);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.SEVERE,
                    "organisation {0} has a value of the wrong form and is not served",
                    row.getString("id"));
            return false;
        }
    }

    private static Builder add(Map<String, Builder> tenants, ResultSet row) throws SQLException {
        var builder = tenants.get(row.getString("id"));
        if (builder == null) {
            builder = new Builder(organisation(row), home(row));
            tenants.put(row.getString("id"), builder);
        }
        builder.add(row.getString("kind"), row.getString("value"));
        builder.servedBefore |= row.getString("first_served_at") != null;
        return builder;
    }

    static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                OrganisationId.of(row.getString("id")),
                new Slug(row.getString("slug")),
                row.getString("name"),
                row.getString("region"),
                row.getString("vertical"),
                row.getString("tier"),
                states(row.getString("states")),
                row.getString("status"),
                Optional.ofNullable(row.getString("clinical_db_connection_ref"))
                        .map(ConnectionRef::new)
                        .orElse(null),
                row.getString("clinical_storage_bucket"),
                row.getString("clinical_kms_key_arn"),
                row.getString("oidc_issuer"),
                row.getString("oidc_audience"),
                row.getString("keys_locked_at") == null ? null : instant(row, "keys_locked_at"),
                row.getBoolean("prefix_search"),
                row.getString("rewrap_days") == null ? null : row.getInt("rewrap_days"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static @Nullable ManagedHome home(ResultSet row) throws SQLException {
        long epoch = row.getLong("home_epoch");
        var ref = row.getString("home_ref");
        return epoch == 0
                ? null
                : new ManagedHome(epoch, ref == null ? null : new ConnectionRef(ref));
    }

    private static List<String> states(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static final class Builder {
        private final Organisation organisation;
        private final @Nullable ManagedHome home;
        private final Set<String> buckets = new HashSet<>();
        private final Set<String> keys = new HashSet<>();
        private boolean servedBefore;

        Builder(Organisation organisation, @Nullable ManagedHome home) {
            this.organisation = organisation;
            this.home = home;
        }

        void add(String kind, String value) {
            if ("bucket".equals(kind)) {
                buckets.add(value);
            } else if ("key".equals(kind)) {
                keys.add(value);
            }
        }

        Tenant build() {
            return new Tenant(
                    organisation, Set.copyOf(buckets), Set.copyOf(keys), servedBefore, home);
        }
    }

    static List<Organisation> page(Handle handle, String afterSlug, int limit) {
        return new ArrayList<>(
                handle.createQuery(
                                "SELECT * FROM organisation WHERE slug > :after"
                                        + " ORDER BY slug LIMIT :limit")
                        .bind("after", afterSlug)
                        .bind("limit", limit)
                        .map((row, context) -> organisation(row))
                        .list());
    }

    static Optional<Organisation> find(Handle handle, String idOrSlug, String locking) {
        return handle.createQuery(
                        "SELECT * FROM organisation WHERE id = :key OR slug = :key" + locking)
                .bind("key", idOrSlug)
                .map((row, context) -> organisation(row))
                .findOne();
    }
}
