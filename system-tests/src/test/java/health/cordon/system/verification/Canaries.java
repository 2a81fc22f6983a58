package health.cordon.system.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import java.util.List;

/** A canary as a verification leaves it that was killed before it cleaned up. */
record Canaries(
        String patient, String caseId, String image, String report, String dek, String mrn) {
    static Canaries leave(Organisation organisation, Database database) {
        var mrn = Organisation.unique("MRN-");
        var patient = organisation.addPatient(mrn, "Canarelli");
        var caseId = organisation.addCase(patient);
        var image = organisation.addImage(caseId, Pictures.png(7)).id();
        var report = organisation.addReport(caseId, "Benign".getBytes(UTF_8)).id();
        var dek = database.value("SELECT dek_id FROM patient WHERE id = '" + patient + "'");
        mark(database, "patient", patient);
        mark(database, "clinical_case", caseId);
        mark(database, "image", image);
        mark(database, "histology_report", report);
        return new Canaries(patient, caseId, image, report, dek, mrn);
    }

    List<String> ids() {
        return List.of(patient, caseId, image, report);
    }

    private static void mark(Database database, String table, String id) {
        database.execute("UPDATE %s SET canary = 1 WHERE id = '%s'".formatted(table, id));
    }
}
