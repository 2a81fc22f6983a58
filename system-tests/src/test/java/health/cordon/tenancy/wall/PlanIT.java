package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.caseOf;
import static health.cordon.system.platform.Organisation.patient;
import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every statement that the product sends for a tenant finds its rows by an index that starts with
 * the tenant. The statements are those that the server has seen, over the walls, in a database with
 * the rows of fifty tenants.
 */
@OnPlatform
class PlanIT {
    private static final Set<String> GOOD = Set.of("const", "eq_ref", "ref", "range", "system");
    private static final Pattern SUBJECT =
            Pattern.compile("([A-Za-z0-9_.]+)\\s*(=|<>|<=|>=|<|>|IN)\\s*\\(?[?, ]*$");

    /**
     * What the queries use. The trail is only written here, and the index of canaries is for the
     * verification's look at databases that do not serve.
     */
    private static final List<String> USED =
            List.of(
                    "clinical_case.PRIMARY",
                    "clinical_case.ix_clinical_case_patient",
                    "clinical_case.uq_clinical_case_source",
                    "dek.PRIMARY",
                    "histology_report.PRIMARY",
                    "histology_report.ix_histology_report_case",
                    "histology_report.uq_histology_report_source",
                    "idempotent_request.PRIMARY",
                    "idempotent_request.ix_idempotent_request_age",
                    "idempotent_request.ix_idempotent_request_dek",
                    "image.PRIMARY",
                    "image.ix_image_case",
                    "object_removal.PRIMARY",
                    "object_removal.ix_object_removal_due",
                    "patient.PRIMARY",
                    "patient.ix_patient_family_name",
                    "patient.ix_patient_prefix_3",
                    "patient.ix_patient_prefix_4",
                    "patient.ix_patient_prefix_5",
                    "patient.ix_patient_prefix_6",
                    "patient.uq_patient_mrn");

    private static final String FHIR = "application/fhir+json";
    private static final String COUNTER = "ix_audit_record_counter";

    private final Platform platform;

    PlanIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void usesAnIndexOfTheTenantForEveryStatement() throws SQLException, InterruptedException {
        var statements =
                new Statements(platform.sharedDatabase(), "cordon_clinical_app")
                        .during(this::everythingOnce);
        assertThat(statements).hasSizeGreaterThan(30);

        var place = new SandboxServer(platform.sandbox()).create(unique("plan-"));
        var used = new TreeSet<String>();
        var bad = new ArrayList<String>();
        try (var migrator = place.migrating()) {
            new ManyRows(migrator).fill(new Catalogue(migrator).tenantTables());
            TenantConnections.serve(migrator, place.runtime(), Tenants.of(ManyRows.tenant()));
            for (var statement : statements) {
                for (var line : plan(migrator, statement)) {
                    if (!line.isGood()) {
                        bad.add(line + " " + filled(statement));
                    } else if (!line.table.startsWith("<")) {
                        used.add(line.table + "." + line.key);
                    }
                }
            }
        }
        System.out.println("plan   " + statements.size() + " statements, by " + used);
        assertThat(bad).isEmpty();
        assertThat(used).containsAll(USED).noneMatch(index -> index.endsWith(COUNTER));
    }

    /** A line of a plan. */
    private record Line(String table, String type, String key, String extra) {
        /** What is read from a result that has been made already is no table. */
        boolean isGood() {
            return table.startsWith("<") || GOOD.contains(type) && !key.equals("null");
        }
    }

    private static List<Line> plan(Connection migrator, String statement) throws SQLException {
        var lines = new ArrayList<Line>();
        try (var query = migrator.createStatement();
                var row = query.executeQuery("EXPLAIN " + filled(statement))) {
            while (row.next()) {
                lines.add(
                        new Line(
                                String.valueOf(row.getString("table")),
                                String.valueOf(row.getString("type")),
                                String.valueOf(row.getString("key")),
                                String.valueOf(row.getString("Extra"))));
            }
        }
        return lines;
    }

    /** A row that is there for each question mark, by the column that it is compared with. */
    private static String filled(String statement) {
        var sql = new StringBuilder();
        for (int i = 0; i < statement.length(); i++) {
            sql.append(
                    statement.charAt(i) == '?'
                            ? value(statement.substring(0, i), statement.substring(i + 1))
                            : String.valueOf(statement.charAt(i)));
        }
        return sql.toString();
    }

    private static String value(String before, String after) {
        if (before.matches("(?s).* LIMIT [?, ]*")) {
            return after.startsWith(",") ? "0" : "51";
        }
        var match = SUBJECT.matcher(before);
        if (!match.find()) {
            return "1";
        }
        var column = match.group(1).replaceFirst(".*[.]", "").toLowerCase(Locale.ROOT);
        if (match.group(2).equals(">")) {
            return "''";
        }
        if (column.equals("tenant_id")) {
            return "'" + ManyRows.tenant() + "'";
        }
        if (column.equals("id") || column.endsWith("_id")) {
            return "'" + ManyRows.id() + "'";
        }
        if (ManyRows.isIndex(column)) {
            return "UNHEX(SHA2(" + ManyRows.SAMPLE + ", 256))";
        }
        return column.endsWith("_at") ? "'2026-01-02 00:00:00'" : "0";
    }

    /** Each verb of the interface, with and without its filters. */
    private void everythingOnce() {
        var organisation = platform.organisation();
        var clinician = organisation.clinician();
        var mrn = unique("MRN-");
        var keyed = clinician.with("Idempotency-Key", unique("key-"));
        var body = patient(mrn, "Family");
        var id = done(keyed.post("patients", body)).id();
        done(keyed.post("patients", body));
        done(clinician.get("patients"));
        done(clinician.get("patients?limit=1"));
        done(clinician.get("patients?mrn=" + mrn));
        done(clinician.get("patients?family=Family"));
        for (var prefix : List.of("Fam", "Fami", "Famil", "Family")) {
            done(clinician.get("patients?familyPrefix=" + prefix));
        }
        done(clinician.get("patients?family=Family&mrn=" + mrn));
        var found = done(clinician.get("patients/" + id));
        done(clinician.put("patients/" + id, found.etag(), patient(mrn, "Other")));
        cases(organisation, id);
        done(organisation.admin().delete("patients/" + id));
        importing(organisation);
        var admin = platform.platformAdmin();
        done(admin.post("organisations/" + organisation.id() + "/verification", Map.of()));
        done(admin.get("organisations/" + organisation.id()));
    }

    private static void cases(Organisation organisation, String patient) {
        var clinician = organisation.clinician();
        var keyed = clinician.with("Idempotency-Key", unique("key-"));
        var body = caseOf(patient, "A title");
        var id = done(keyed.post("cases", body)).id();
        done(keyed.post("cases", body));
        done(clinician.get("cases"));
        done(clinician.get("cases?patientId=" + patient));
        var found = done(clinician.get("cases/" + id));
        done(clinician.put("cases/" + id, found.etag(), body));
        for (var kind : List.of("images", "histology-reports")) {
            var added = new ArrayList<String>();
            for (int i = 0; i < 2; i++) {
                added.add(
                        kind.equals("images")
                                ? organisation.addImage(id, Pictures.png(i)).id()
                                : organisation
                                        .addReport(
                                                id, ("text " + i).getBytes(StandardCharsets.UTF_8))
                                        .id());
            }
            done(clinician.get(kind));
            done(clinician.get(kind + "?caseId=" + id));
            done(clinician.get(kind + "/" + added.get(0)));
            done(organisation.admin().delete(kind + "/" + added.get(0)));
        }
        var other = organisation.addCase(patient);
        done(organisation.admin().delete("cases/" + other));
    }

    private static void importing(Organisation organisation) {
        var sample = Folders.project().resolve("samples/north/pathology-example.json");
        try {
            for (int i = 0; i < 2; i++) {
                var bundle = Files.readAllBytes(sample);
                done(organisation.clinician().upload("import/fhir", FHIR, bundle));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
        return answer;
    }
}
