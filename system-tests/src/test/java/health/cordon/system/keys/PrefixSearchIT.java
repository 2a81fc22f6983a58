package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
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
    private final Platform platform;
    private final Organisation organisation;

    PrefixSearchIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @BeforeEach
    void someNames() {
        List.of("Müller", "Müllermeister", "Mülligan", "Mu", "Weiß", "O'Neil")
                .forEach(name -> organisation.addPatient(Organisation.unique("MRN-"), name));
        platform.organisation().addPatient(Organisation.unique("MRN-"), "Müllerin");
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
        var id = organisation.addPatient(Organisation.unique("MRN-"), "Unindexed");
        assertThat(
                        platform.sharedDatabase()
                                .count(
                                        "patient",
                                        "id = '%s' AND COALESCE(family_prefix_3, family_prefix_4,"
                                                        .formatted(id)
                                                + " family_prefix_5, family_prefix_6) IS NULL"))
                .isOne();
        assertThat(
                        platform.platformAdmin()
                                .send("PUT", path, new byte[0])
                                .json()
                                .get("prefixSearch")
                                .asBoolean())
                .isTrue();
        assertThat(found("m%C3%BCl")).hasSize(3);
        assertThat(found("uni")).isEmpty();
    }
}
