package health.cordon.tenancy.verification;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.routing.TenantDatabase;
import java.sql.SQLException;
import java.util.ArrayList;

/** Whether rows go to the database that the column names, and to no other. */
record DatabaseChecks(Expected expected) {
    private static final String ROUTE =
            "Compare the ref of the organisation with its URL (runbook, step 1).";

    /** Not only another name for a database that should not serve. */
    Seen identity() throws SQLException {
        var wanted = expected.database();
        if (wanted.isEmpty()) {
            return noUrl();
        }
        var identity = identity(wanted.get());
        for (var other : expected.others()) {
            if (identity(other).equals(identity)) {
                return Seen.failed(
                        wanted.get().name()
                                + " is "
                                + other.name()
                                + " (identity "
                                + identity
                                + ")",
                        "Put the URL of the organisation's own database in its place (runbook,"
                                + " step 1.3).");
            }
        }
        return Seen.passed(wanted.get().name() + " has the identity " + identity);
    }

    Seen rows(CanaryRows canary) throws SQLException {
        if (expected.database().isEmpty()) {
            return noUrl();
        }
        var database = expected.database().get();
        var missing = new ArrayList<>(canary.all());
        missing.removeAll(canary.in(database));
        return missing.isEmpty()
                ? Seen.passed(
                        "rows of canary %s are in %s: %s"
                                .formatted(
                                        canary.canary().caseId(),
                                        database.name(),
                                        String.join(", ", canary.all())))
                : Seen.failed(
                        "not in " + database.name() + ": " + String.join(", ", missing), ROUTE);
    }

    Seen elsewhere(CanaryRows canary) throws SQLException {
        var looked = new ArrayList<String>();
        for (var other : expected.others()) {
            var found = canary.in(other);
            if (!found.isEmpty()) {
                return Seen.failed("in " + other.name() + ": " + String.join(", ", found), ROUTE);
            }
            looked.add(other.name());
        }
        return Seen.passed(
                looked.isEmpty()
                        ? "the organisation never had another database"
                        : "no row of the canary in " + String.join(", ", looked));
    }

    private Seen noUrl() {
        var key = expected.organisation().database().map(ConnectionRef::urlKey).orElse("its URL");
        return Seen.failed(
                key + " is not set or not valid, so the wanted database cannot be looked at",
                "Set " + key + " (runbook, step 1.3).");
    }

    private String identity(TenantDatabase database) throws SQLException {
        var tenant = expected.tenant().id();
        try (var connection = database.open(tenant);
                var query = connection.prepareStatement("SELECT database_id FROM identity");
                var row = query.executeQuery()) {
            return row.next() ? row.getString(1) : "none";
        }
    }
}
