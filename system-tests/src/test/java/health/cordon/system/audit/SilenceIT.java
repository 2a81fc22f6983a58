package health.cordon.system.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing secret and nothing clinical reaches a log, whatever succeeds or fails. */
@OnPlatform
class SilenceIT {
    private final Platform platform;

    SilenceIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void isKeptInEveryLog() throws IOException {
        var organisation = platform.organisation();
        var clinician = organisation.clinician();
        var hidden = new LinkedHashMap<String, String>();
        hidden.put("mrn", "MRN-silent-4711");
        hidden.put("family", "Silentfamily");
        hidden.put("title", "Silenttitle");
        hidden.put("report", "Silentreport");
        hidden.put("refused", "Silentrefused");
        var patient = organisation.addPatient("MRN-silent-4711", "Silentfamily");
        var caseId = clinician.post("cases", Organisation.caseOf(patient, "Silenttitle")).id();
        var image = organisation.addImage(caseId, Pictures.png(1));
        organisation.addReport(caseId, "Silentreport".getBytes(UTF_8));
        organisation.reader().get("patients?mrn=MRN-silent-4711&family=Silentfamily");
        refuse(organisation, patient);
        breakTheDatabase(organisation);
        hidden.put(
                "signature", image.text("url").replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
        hidden.put("token", clinician.headers().get(1).substring("Bearer ".length()));
        hidden.put("broken password", "Silentpassword");
        secrets(hidden);

        assertThat(Files.readString(logs().resolve("server/messages.log"), UTF_8))
                .as("it is the log of this server")
                .contains("serving");
        try (var files = Files.walk(logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                hidden.forEach(
                        (what, value) ->
                                assertThat(text.contains(value))
                                        .as("%s in %s", what, file)
                                        .isFalse());
            }
        }
    }

    /** Each of these fails somewhere else on its way. */
    private static void refuse(Organisation organisation, String patient) {
        var clinician = organisation.clinician();
        clinician.post("patients", Organisation.patient("MRN-silent-4711", "Silentrefused"));
        clinician.post(
                "patients", Organisation.patient("Silentrefused".repeat(9), "Silentrefused"));
        clinician.post("patients", Map.of("Silentrefused", "Silentrefused"));
        clinician.upload(
                "patients", "application/json", "{\"mrn\":\"Silentrefused".getBytes(UTF_8));
        clinician.put(
                "patients/" + patient,
                "\"Silentrefused\"",
                Organisation.patient("1", "Silentrefused"));
        clinician.get("patients/Silentrefused");
        clinician.get("patients?cursor=Silentrefused");
        clinician.with("Idempotency-Key", "Silentrefused").post("patients", Map.of());
        clinician.upload(
                "import/fhir",
                "application/fhir+json",
                ("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\","
                                + "\"birthDate\":\"Silentrefused\"}}]}")
                        .getBytes(UTF_8));
    }

    private void breakTheDatabase(Organisation organisation) {
        var ref = Organisation.unique("silent-");
        var variable = "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
        PrivateFile.write(
                platform.sandbox().home().refs().resolve(variable),
                "mysql://nobody:Silentpassword@127.0.0.1:1/nothing");
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET clinical_db_connection_ref = '%s' WHERE id = '%s'"
                                .formatted(ref, organisation.id()));
        org.awaitility.Awaitility.await()
                .until(() -> organisation.reader().get("patients").status() == 503);
    }

    private void secrets(Map<String, String> hidden) {
        var secrets = platform.secrets();
        hidden.put("administrator's password", secrets.dbaPassword());
        hidden.put("platform password", secrets.platformPassword());
        hidden.put("clinical password", secrets.clinicalPassword());
        hidden.put("migration password", secrets.derived("migration:cordon_clinical"));
        hidden.put("secret access key", secrets.secretAccessKey());
        hidden.put("client secret", secrets.clientSecret());
        hidden.put("metrics password", secrets.metricsPassword());
        hidden.put("cursor key", secrets.cursorKey());
        hidden.put("key store password", secrets.derived("keystore"));
    }

    private Path logs() {
        return platform.sandbox().home().logs();
    }
}
