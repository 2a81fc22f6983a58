package health.cordon.system.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organisation that a test made for itself, with its staff. */
public record Organisation(
        Platform platform, String id, String slug, Client clinician, Client reader, Client admin) {

    static Organisation create(Platform platform) {
        return signedIn(platform, created(platform));
    }

    /** One whose people sign in at an issuer of its own, which the sandbox has made for it. */
    static Organisation createWithIssuer(Platform platform) {
        var created = created(platform);
        var issuer = platform.sandbox().createIssuer(created.text("slug"));
        var set =
                platform.platformAdmin()
                        .put(
                                "organisations/" + created.id(),
                                created.etag(),
                                Map.of("name", created.text("name"), "oidcIssuer", issuer));
        assertThat(set.status()).as("%s", set).isEqualTo(200);
        return signedIn(platform, set);
    }

    private static Answer created(Platform platform) {
        var slug = unique("t");
        var created =
                platform.platformAdmin()
                        .post(
                                "organisations",
                                Map.of(
                                        "slug",
                                        slug,
                                        "name",
                                        "Test " + slug,
                                        "region",
                                        "sandbox-1",
                                        "vertical",
                                        "acute",
                                        "tier",
                                        "standard",
                                        "states",
                                        List.of("MA")));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return created;
    }

    private static Organisation signedIn(Platform platform, Answer organisation) {
        var slug = organisation.text("slug");
        return new Organisation(
                platform,
                organisation.id(),
                slug,
                staff(platform, slug, "clinician"),
                staff(platform, slug, "clinician-read"),
                staff(platform, slug, "org-admin"));
    }

    /** A name that nothing else has; good for a slug, a ref, a bucket or a key. */
    public static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    public static Map<String, String> patient(String mrn, String family) {
        return Map.of(
                "mrn", mrn,
                "familyName", family,
                "givenName", "Ada",
                "birthDate", "1975-02-28",
                "sex", "female",
                "city", "Quincy");
    }

    public static Map<String, String> caseOf(String patient, String title) {
        return Map.of("patientId", patient, "title", title, "openedOn", "2026-01-31");
    }

    /** Makes a patient and returns its id. */
    public String addPatient(String mrn, String family) {
        return created(clinician.post("patients", patient(mrn, family)));
    }

    public String addPatient() {
        return addPatient(unique("MRN-"), unique("Family"));
    }

    public String addCase(String patient) {
        return created(clinician.post("cases", caseOf(patient, unique("Case "))));
    }

    public Answer addImage(String caseId, byte[] picture) {
        var answer = clinician.upload("cases/" + caseId + "/images", "image/png", picture);
        created(answer);
        return answer;
    }

    public Answer addReport(String caseId, byte[] document) {
        var answer =
                clinician.upload("cases/" + caseId + "/histology-reports", "text/plain", document);
        created(answer);
        return answer;
    }

    private static String created(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.id();
    }

    private static Client staff(Platform platform, String slug, String role) {
        return platform.api(platform.sandbox().token("org:" + slug + " role:" + role));
    }
}
