package health.cordon.provisioning.fleet;

import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of places; what it stores is sealed for the very row. */
@ApplicationScoped
public class PlaceRows {
    private static final String SELECT =
            "SELECT ref, server, organisation_id, sealed_runtime, sealed_migration, ready_for"
                    + " FROM server_database";

    @Inject ConnectionSeal seal;

    Optional<Place> ofOrganisation(Handle handle, OrganisationId organisation) {
        return place(
                handle.createQuery(SELECT + " WHERE organisation_id = :id")
                        .bind("id", organisation.toString()));
    }

    Optional<Place> of(Handle handle, String ref) {
        return place(handle.createQuery(SELECT + " WHERE ref = :ref").bind("ref", ref));
    }

    private Optional<Place> place(Query query) {
        return query.map((row, context) -> opened(row)).findOne();
    }

    /** Takes a place from now on. */
    Place insert(Handle handle, String server, PlaceUrls urls, @Nullable OrganisationId whose) {
        handle.execute(
                "INSERT INTO server_database (ref, server, organisation_id, sealed_runtime,"
                        + " sealed_migration, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                urls.ref(),
                server,
                whose == null ? null : whose.toString(),
                sealed(ConnectionRole.RUNTIME, urls.ref(), whose, urls.runtime()),
                sealed(ConnectionRole.MIGRATION, urls.ref(), whose, urls.migration()));
        return of(handle, urls.ref()).orElseThrow();
    }

    /** One from stock, sealed for its new owner. */
    Place give(Handle handle, String ref, OrganisationId organisation) {
        var sealed =
                handle.createQuery(
                                "SELECT sealed_runtime, sealed_migration FROM server_database"
                                        + " WHERE ref = :ref")
                        .bind("ref", ref)
                        .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                        .one();
        handle.execute(
                "UPDATE server_database SET organisation_id = ?, sealed_runtime = ?,"
                        + " sealed_migration = ?, created_at = UTC_TIMESTAMP(3) WHERE ref = ?",
                organisation.toString(),
                again(ConnectionRole.RUNTIME, ref, organisation, sealed[0]),
                again(ConnectionRole.MIGRATION, ref, organisation, sealed[1]),
                ref);
        return of(handle, ref).orElseThrow();
    }

    private String again(ConnectionRole role, String ref, OrganisationId to, String sealed) {
        return sealed(role, ref, to, text(role, ref, null, sealed));
    }

    /** So that nobody else works on it meanwhile; no work takes as long. */
    void workOn(Handle handle, String ref, Duration length) {
        handle.execute(
                "UPDATE server_database SET ready_at = NULL, ready_for = NULL,"
                        + " worked_on_until = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                        + " WHERE ref = ?",
                length.toSeconds(),
                ref);
    }

    void ready(Handle handle, String ref, String version) {
        handle.execute(
                "UPDATE server_database SET ready_at = UTC_TIMESTAMP(3), ready_for = ?,"
                        + " worked_on_until = NULL WHERE ref = ? AND organisation_id IS NULL",
                version,
                ref);
    }

    void delete(Handle handle, String ref) {
        handle.execute("DELETE FROM server_database WHERE ref = ?", ref);
    }

    private Place opened(ResultSet row) throws SQLException {
        var ref = row.getString("ref");
        var id = row.getString("organisation_id");
        var whose = id == null ? null : OrganisationId.of(id);
        return new Place(
                ref,
                row.getString("server"),
                url(ConnectionRole.RUNTIME, ref, whose, row.getString("sealed_runtime")),
                url(ConnectionRole.MIGRATION, ref, whose, row.getString("sealed_migration")),
                Optional.ofNullable(row.getString("ready_for")));
    }

    private DatabaseUrl url(
            ConnectionRole role, String ref, @Nullable OrganisationId whose, String sealed) {
        return DatabaseUrl.parse(text(role, ref, whose, sealed));
    }

    private String text(
            ConnectionRole role, String ref, @Nullable OrganisationId whose, String sealed) {
        try {
            return seal.open(ConnectionPurpose.of(role, ref, whose), sealed);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private String sealed(
            ConnectionRole role, String ref, @Nullable OrganisationId whose, String url) {
        return seal.seal(ConnectionPurpose.of(role, ref, whose), url);
    }
}
