package health.cordon.provisioning.retirement;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The trail of a database that goes is copied to the platform database: who read what must be known
 * for longer than the records. Elsewhere it stays where it is.
 */
@ApplicationScoped
public class KeptTrail implements RetirementStep {
    private static final int AT_ONCE = 500;
    private static final String PAGE =
            "SELECT * FROM audit_record WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT "
                    + AT_ONCE;

    @Inject RowPlaces rowPlaces;
    @Inject Places places;
    @Inject PlatformDatabase platform;

    private record Line(long seq, String json) {}

    @Override
    public String name() {
        return "trail";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        var place = places.find(organisation.id());
        if (place.isEmpty()) {
            return Taken.done("it stays where it is");
        }
        var own = rowPlaces.of(organisation).get(0);
        return own.with(session -> copied(session, place.get(), turn));
    }

    private Taken copied(RowSession session, Place place, Turn turn) throws SQLException {
        if (!session.tables().contains(RowSession.TRAIL)) {
            return Taken.done("its database is gone");
        }
        var tenant = session.tenant();
        while (true) {
            var lines = page(session, last(tenant, place.ref()));
            if (lines.isEmpty()) {
                break;
            }
            keep(tenant, place.ref(), lines);
            if (!turn.goesOn()) {
                return Taken.partly("%d lines are kept".formatted(kept(tenant)));
            }
        }
        return Taken.done("%d lines are kept in the platform database".formatted(kept(tenant)));
    }

    private long last(OrganisationId tenant, String ref) {
        return platform.read(
                handle ->
                        handle.createQuery(
                                        "SELECT COALESCE(MAX(seq), -1) FROM retired_trail"
                                                + " WHERE organisation_id = :id AND ref = :ref")
                                .bind("id", tenant.toString())
                                .bind("ref", ref)
                                .mapTo(Long.class)
                                .one());
    }

    long kept(OrganisationId tenant) {
        return platform.read(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM retired_trail"
                                                + " WHERE organisation_id = :id")
                                .bind("id", tenant.toString())
                                .mapTo(Long.class)
                                .one());
    }

    private static List<Line> page(RowSession session, long after) throws SQLException {
        try (var query = session.connection().prepareStatement(PAGE)) {
            query.setString(1, session.tenant().toString());
            query.setLong(2, after);
            try (var row = query.executeQuery()) {
                var lines = new ArrayList<Line>();
                while (row.next()) {
                    lines.add(new Line(row.getLong("seq"), json(row)));
                }
                return lines;
            }
        }
    }

    /** With whatever columns it has, so that a line of any version is whole. */
    private static String json(ResultSet row) throws SQLException {
        var columns = row.getMetaData();
        var line = new LinkedHashMap<String, String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            line.put(columns.getColumnLabel(i), row.getString(i));
        }
        try {
            return Json.mapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    private void keep(OrganisationId tenant, String ref, List<Line> lines) {
        platform.write(
                handle -> {
                    var batch =
                            handle.prepareBatch(
                                    "INSERT IGNORE INTO retired_trail (organisation_id, ref, seq,"
                                            + " line) VALUES (:id, :ref, :seq, :line)");
                    lines.forEach(
                            line ->
                                    batch.bind("id", tenant.toString())
                                            .bind("ref", ref)
                                            .bind("seq", line.seq())
                                            .bind("line", line.json())
                                            .add());
                    return batch.execute();
                });
    }
}
