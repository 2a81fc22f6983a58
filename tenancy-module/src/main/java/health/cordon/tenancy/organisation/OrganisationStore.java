package health.cordon.tenancy.organisation;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Writes organisations. The database's triggers keep ownership and history (decision 0004). */
@ApplicationScoped
public class OrganisationStore {
    /** What the triggers signal when a resource is another organisation's. */
    private static final String SIGNALLED = "45000";

    private static final String INTEGRITY = "23000";

    /** What is there of an organisation before anybody is let in. */
    private static final List<String> OF_A_NEW_ONE =
            List.of(
                    "verification_run",
                    "verification",
                    "clinical_database",
                    "organisation_resource");

    private static final Pattern ID_OR_SLUG = Pattern.compile("[a-z0-9-]{3,36}");

    public List<Organisation> page(Handle handle, String afterSlug, int limit) {
        return OrganisationRows.page(handle, afterSlug, limit);
    }

    public Optional<Organisation> find(Handle handle, String idOrSlug) {
        return find(handle, idOrSlug, "");
    }

    /** Reads a row and keeps others from changing it until the transaction ends. */
    public Optional<Organisation> locked(Handle handle, String idOrSlug) {
        return find(handle, idOrSlug, " FOR UPDATE");
    }

    /** What cannot be an id or slug is not asked for: the database would refuse to compare it. */
    private static Optional<Organisation> find(Handle handle, String idOrSlug, String locking) {
        return ID_OR_SLUG.matcher(idOrSlug).matches()
                ? OrganisationRows.find(handle, idOrSlug, locking)
                : Optional.empty();
    }

    /**
     * @throws ProblemException conflict when the slug is taken; nothing else of it can be
     */
    public void insert(
            Handle handle,
            OrganisationId id,
            String slug,
            String name,
            String region,
            String vertical,
            String tier,
            List<String> states) {
        try {
            execute(
                    handle,
                    "INSERT INTO organisation (id, slug, name, region, vertical, tier, states,"
                            + " created_at, updated_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    id.toString(),
                    slug,
                    name,
                    region,
                    vertical,
                    tier,
                    String.join(",", states));
        } catch (ProblemException e) {
            throw e.problem() == Problem.CONFLICT ? ProblemException.conflict("slug") : e;
        }
    }

    /**
     * @param kind {@code database}, {@code bucket}, {@code key} or {@code issuer}
     * @throws ProblemException conflict when the resource serves or served another organisation
     */
    public void requireFree(Handle handle, OrganisationId id, String kind, @Nullable String value) {
        var others =
                handle.createQuery(
                                "SELECT COUNT(*) FROM organisation_resource WHERE kind = :kind"
                                        + " AND value = :value AND organisation_id <> :id")
                        .bind("kind", kind)
                        .bind("value", value)
                        .bind("id", id.toString())
                        .mapTo(Integer.class)
                        .one();
        if (others > 0) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    /**
     * Makes a resource an organisation's own before it is given to it.
     *
     * @param kind as of {@link #requireFree}
     * @throws ProblemException conflict when the resource serves or served another organisation
     */
    public void reserve(Handle handle, OrganisationId id, String kind, String value) {
        execute(handle, "CALL claim_resource(?, ?, ?)", id.toString(), kind, value);
    }

    /**
     * Where records are after provisioning or a move, only another move takes them along.
     *
     * @throws ProblemException managed home, when the database would change
     */
    public void requireSameManagedHome(
            Handle handle, Organisation before, @Nullable String databaseRef) {
        var ref = before.database().map(ConnectionRef::value).orElse(null);
        if (!Objects.equals(ref, databaseRef) && isManaged(handle, before.id())) {
            throw new ProblemException(Problem.MANAGED_HOME);
        }
    }

    private static boolean isManaged(Handle handle, OrganisationId id) {
        return handle.createQuery("SELECT home_epoch > 0 FROM organisation WHERE id = :id")
                .bind("id", id.toString())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * @throws ProblemException conflict when a resource or the issuer serves or served another
     *     organisation
     */
    public void update(
            Handle handle,
            OrganisationId id,
            String name,
            @Nullable String databaseRef,
            @Nullable String bucket,
            @Nullable String keyArn,
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable Integer rewrapDays) {
        execute(
                handle,
                "UPDATE organisation SET name = ?, clinical_db_connection_ref = ?,"
                        + " clinical_storage_bucket = ?, clinical_kms_key_arn = ?, oidc_issuer = ?,"
                        + " oidc_audience = ?, rewrap_days = ? WHERE id = ?",
                name,
                databaseRef,
                bucket,
                keyArn,
                issuer,
                audience,
                rewrapDays,
                id.toString());
    }

    /**
     * @param status one of those of {@link Organisation}
     * @throws ProblemException conflict when the organisation is retired, which is final
     */
    public void status(Handle handle, OrganisationId id, String status) {
        execute(handle, "UPDATE organisation SET status = ? WHERE id = ?", status, id.toString());
    }

    /**
     * Takes away one that never had a record, with all that is known of it.
     *
     * @throws ProblemException conflict when there is more
     */
    public void delete(Handle handle, OrganisationId id) {
        for (var table : OF_A_NEW_ONE) {
            execute(handle, "DELETE FROM " + table + " WHERE organisation_id = ?", id.toString());
        }
        execute(handle, "DELETE FROM organisation WHERE id = ?", id.toString());
    }

    /** Says whether patients may be found by the beginning of their family name. */
    public void prefixSearch(Handle handle, OrganisationId id, boolean on) {
        execute(
                handle,
                "UPDATE organisation SET prefix_search = ? WHERE id = ?",
                on,
                id.toString());
    }

    /** Says since when nobody may use an organisation's keys, or that they are not locked. */
    public void lockKeys(Handle handle, OrganisationId id, boolean locked) {
        execute(
                handle,
                "UPDATE organisation SET keys_locked_at = IF(?, UTC_TIMESTAMP(3), NULL)"
                        + " WHERE id = ?",
                locked,
                id.toString());
    }

    private static void execute(Handle handle, String sql, @Nullable Object... arguments) {
        try {
            handle.execute(sql, arguments);
        } catch (UnableToExecuteStatementException e) {
            throw e.getCause() instanceof SQLException sqlFailure && isConflict(sqlFailure)
                    ? new ProblemException(Problem.CONFLICT, e)
                    : new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static boolean isConflict(SQLException e) {
        return SIGNALLED.equals(e.getSQLState()) || INTEGRITY.equals(e.getSQLState());
    }
}
