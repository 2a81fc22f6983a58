package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patients are found by the first letters of their family name, which stands nowhere in clear. */
@OnPlatform
class PrefixSearchIT {
    private static final String PREFIXES =
            "family_prefix_3, family_prefix_4, family_prefix_5, family_prefix_6";

    /** Of the upkeep, and what it does. */
    private static final Duration ROUND = Duration.ofSeconds(80);

    private final Platform platform;
    private final Organisation organisation;
    private final Organisation neighbour;
    private String patient = "";

    PrefixSearchIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        neighbour = platform.organisation();
    }

    @BeforeEach
    void someNames() {
        patient = organisation.addPatient(Organisation.unique("MRN-"), "Müller");
        List.of("Müllermeister", "Mülligan", "Mu", "Weiß", "O'Neil")
                .forEach(name -> organisation.addPatient(Organisation.unique("MRN-"), name));
        neighbour.addPatient(Organisation.unique("MRN-"), "Müllerin");
    }

    private Answer search(String prefix, String more) {
        return organisation
                .clinician()
                .get("patients?familyPrefix=" + prefix.replace("'", "%27") + more);
    }

    private List<String> found(String prefix) {
        var answer = search(prefix, "");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var names = new ArrayList<String>();
        answer.json().get("items").forEach(item -> names.add(item.get("familyName").asText()));
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "m%C3%BCl, 3",
        "M%C3%9CLL, 3",
        "Mu%CC%88lle, 2",
        "m%C3%BCller, 2",
        "m%C3%BCllerm, 1",
        "m%C3%BCllermeister, 1",
        "m%C3%BCllermeisterin, 0",
        "wei, 1",
        "WEISS, 1",
        "o'n, 1",
        "mul, 0",
        "ller, 0"
    })
    void whoseNamesBeginSo(String prefix, int many) {
        assertThat(found(prefix)).hasSize(many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "mu", "%20mu%20"})
    void withThreeLettersAtLeast(String prefix) {
        var answer = search(prefix, "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("familyPrefix");
    }

    @Test
    void pageByPage() {
        var first = search("m%C3%BCl", "&limit=2");
        assertThat(first.json().get("items")).hasSize(2);
        var cursor = first.text("next");
        assertThat(search("m%C3%BCl", "&limit=2&cursor=" + cursor).json().get("items")).hasSize(1);
        assertThat(search("m%C3%BCll", "&limit=2&cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void asTheNameIsNow() {
        var id = organisation.addPatient(Organisation.unique("MRN-"), "Before");
        var etag = organisation.clinician().get("patients/" + id).etag();
        var changed =
                organisation
                        .clinician()
                        .put(
                                "patients/" + id,
                                etag,
                                Organisation.patient(Organisation.unique("MRN-"), "Afterwards"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(found("bef")).isEmpty();
        assertThat(found("aft")).hasSize(1);
    }

    @Test
    void unlessItIsSwitchedOff() {
        var path = "organisations/" + organisation.slug() + "/prefix-search";
        assertThat(platform.platformAdmin().delete(path).json().get("prefixSearch").asBoolean())
                .isFalse();
        assertThat(search("m%C3%BCl", "").status()).isEqualTo(409);
        var etag = organisation.clinician().get("patients/" + patient).etag();
        organisation.addPatient(Organisation.unique("MRN-"), "Unindexed");
        assertThat(indexed(organisation, "family_name_index")).isEqualTo(7);

        await().atMost(ROUND).until(() -> indexed(organisation, PREFIXES) == 0);

        assertThat(indexed(neighbour, PREFIXES)).isOne();
        assertThat(organisation.clinician().get("patients/" + patient).etag()).isEqualTo(etag);
        var changed = Organisation.patient(Organisation.unique("MRN-"), "Müller");
        assertThat(platform.platformAdmin().send("PUT", path, new byte[0]).status()).isEqualTo(200);
        assertThat(found("m%C3%BCl")).as("until they are written again").isEmpty();
        assertThat(organisation.clinician().put("patients/" + patient, etag, changed).status())
                .isEqualTo(200);
        assertThat(found("m%C3%BCl")).hasSize(1);
    }

    private long indexed(Organisation whose, String columns) {
        return platform.sharedDatabase()
                .count(
                        "patient",
                        "tenant_id = '%s' AND COALESCE(%s) IS NOT NULL"
                                .formatted(whose.id(), columns));
    }
}
