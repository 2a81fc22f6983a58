package health.cordon.tenancy.verification;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.storage.ObjectPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks for a canary's rows by plain SQL, past everything that routes and filters. */
record CanaryRows(OrganisationId tenant, Canary.Rows canary) {
    private static final int SECONDS = 10;

    /** Which of the rows are there. */
    List<String> in(TenantDatabase database) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.open(tenant)) {
            for (var row : tables().entrySet()) {
                var sql = "SELECT id FROM t_" + row.getKey() + " WHERE tenant_id = ? AND id = ?";
                if (!texts(connection, sql, row.getValue()).isEmpty()) {
                    found.add(row.getKey());
                }
            }
        }
        return found;
    }

    /** All that there should be. */
    List<String> all() {
        return List.copyOf(tables().keySet());
    }

    /** Where the image's row says that its object lies. */
    Optional<ObjectPlace> place(TenantDatabase database) throws SQLException {
        try (var connection = database.open(tenant)) {
            var sql = "SELECT s3_bucket, s3_key FROM t_image WHERE tenant_id = ? AND id = ?";
            var texts = texts(connection, sql, canary.image().toString());
            return texts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ObjectPlace(texts.get(0), texts.get(1)));
        }
    }

    /** What the patient's data key is wrapped with, such as {@code kms:<arn>}. */
    Optional<String> scheme(TenantDatabase database) throws SQLException {
        try (var connection = database.open(tenant)) {
            var sql =
                    "SELECT SUBSTRING_INDEX(d.wrapped, '|', 1) FROM t_patient p JOIN t_dek d"
                            + " ON d.tenant_id = p.tenant_id AND d.id = p.dek_id"
                            + " WHERE p.tenant_id = ? AND p.id = ?";
            return texts(connection, sql, canary.patient().toString()).stream().findFirst();
        }
    }

    private Map<String, String> tables() {
        return new TreeMap<>(
                Map.of(
                        "patient", canary.patient().toString(),
                        "clinical_case", canary.caseId().toString(),
                        "image", canary.image().toString()));
    }

    private List<String> texts(Connection connection, String sql, String id) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(SECONDS);
            query.setString(1, tenant.toString());
            query.setString(2, id);
            try (var row = query.executeQuery()) {
                var texts = new ArrayList<String>();
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        @Nullable String text = row.getString(i);
                        texts.add(text == null ? "" : text);
                    }
                }
                return texts;
            }
        }
    }
}
