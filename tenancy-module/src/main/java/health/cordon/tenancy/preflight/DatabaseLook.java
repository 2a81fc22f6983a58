package health.cordon.tenancy.preflight;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalConnectionRegistry;
import health.cordon.tenancy.routing.DatabaseIdentities;
import health.cordon.tenancy.wall.ForeignRows;
import health.cordon.tenancy.wall.TenantConnections;
import health.cordon.tenancy.wall.WallLook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a database can serve: there, migrated, and nobody else's. */
@ApplicationScoped
public class DatabaseLook implements Look {
    @Inject ClinicalConnectionRegistry connections;
    @Inject DatabaseIdentities identities;
    @Inject Migration schema;
    @Inject LookBounds bounds;

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public boolean concerns(Wanted wanted) {
        return wanted.database().isPresent();
    }

    @Override
    public void at(Tenant tenant, Wanted wanted, Report report) {
        wanted.database()
                .ifPresent(
                        ref -> url(ref, report).ifPresent(url -> look(tenant, ref, url, report)));
    }

    private Optional<DatabaseUrl> url(ConnectionRef ref, Report report) {
        var remedy =
                "Put the URL into the environment variable %1$s of every node, or into a file of"
                        + " that name in the folder CLINICAL_DB_URL_DIR (runbook, step 1.3).";
        try {
            var url = connections.read(ref);
            if (url.isPresent()) {
                report.passed("database-url", ref.urlKey() + " is set");
            } else {
                report.failed(
                        "database-url",
                        ref.urlKey() + " is not set on this node",
                        remedy.formatted(ref.urlKey()));
            }
            return url;
        } catch (IllegalArgumentException e) {
            report.failed(
                    "database-url",
                    ref.urlKey() + " cannot be used: " + e.getMessage(),
                    remedy.formatted(ref.urlKey()));
            return Optional.empty();
        }
    }

    private void look(Tenant tenant, ConnectionRef ref, DatabaseUrl url, Report report) {
        try (var connection = Connections.dataSource(url, bounds.database()).getConnection()) {
            report.passed("database-answers", "the database of " + ref + " answers");
            if (migrated(connection, report)
                    && walled(url, connection, report)
                    && own(tenant, ref, connection, report)) {
                TenantConnections.serve(connection, url, tenant.id());
                rows(connection, report);
            }
        } catch (SQLException e) {
            var fault = DatabaseFault.of(e, bounds.database());
            report.failed("database-answers", fault.evidence(), fault.remedy());
        }
    }

    private boolean migrated(Connection connection, Report report) throws SQLException {
        var wanted = schema.changes();
        int missing = schema.missing(connection);
        if (missing == 0) {
            report.passed(
                    "database-migrated",
                    "all %d changes of this version are there".formatted(wanted.size()));
            return true;
        }
        report.failed(
                "database-migrated",
                "%d of the %d changes of this version are missing"
                        .formatted(missing, wanted.size()),
                "Apply them with cordon db migrate --url-file FILE --runtime-url-file FILE (runbook, step 1.2).");
        return false;
    }

    private static boolean walled(DatabaseUrl url, Connection connection, Report report)
            throws SQLException {
        var fault = WallLook.fault(connection, url);
        if (fault.isEmpty()) {
            report.passed("database-walls", "its user sees one organisation's rows at a time");
            return true;
        }
        report.failed(
                "database-walls",
                "the database does not keep organisations apart: " + fault.get(),
                "Do as it says there (runbook, step 1.2).");
        return false;
    }

    private boolean own(Tenant tenant, ConnectionRef ref, Connection connection, Report report)
            throws SQLException {
        var identity = ClinicalDatabase.identity(connection);
        if (identity.isEmpty()) {
            report.failed(
                    "database-identity",
                    "the database has no identity",
                    "Make the database anew and migrate it (runbook, steps 1.1 and 1.2).");
            return false;
        }
        var standing = identities.standing(ref, tenant.id(), identity.get());
        switch (standing) {
            case NEW -> report.passed("database-identity", "it has served nobody so far");
            case RECORDED ->
                    report.passed("database-identity", "it is the one recorded for " + ref);
            case SHARED -> foreign(report, "it is the database that all share");
            case ELSEWHERE -> foreign(report, "it is recorded elsewhere already");
            case REPLACED ->
                    report.failed(
                            "database-identity",
                            ref + " has served from another database, whose rows are not here",
                            "Let %s lead to the database of before (runbook, step 1.3), or take a new ref."
                                    .formatted(ref.urlKey()));
        }
        return report.allPassed();
    }

    private static void foreign(Report report, String evidence) {
        report.failed(
                "database-identity",
                evidence,
                "Give the organisation a database of its own (runbook, step 1.1).");
    }

    private static void rows(Connection connection, Report report) throws SQLException {
        var tables = ForeignRows.tables(connection);
        if (tables.isEmpty()) {
            report.passed("database-rows", "it holds no rows of others");
        } else {
            report.failed(
                    "database-rows",
                    "it holds rows that are not this organisation's, in "
                            + String.join(", ", tables),
                    "Give the organisation a database of its own (runbook, step 1.1).");
        }
    }

    /** The identity that the database of a ref shows now, if it shows one. */
    Optional<String> identity(ConnectionRef ref) {
        try {
            var url = connections.read(ref);
            return url.isEmpty() ? Optional.empty() : identity(url.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> identity(DatabaseUrl url) {
        try (var connection = Connections.dataSource(url, bounds.database()).getConnection()) {
            return ClinicalDatabase.identity(connection);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
