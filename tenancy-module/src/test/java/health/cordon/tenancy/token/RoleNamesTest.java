package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNamesTest {
    private static final List<String> ALL =
            List.of("clinician", "clinician-read", "org-admin", "platform-admin", "auditor");
    private static final RoleNames BUILT_IN = RoleNames.BUILT_IN;

    @Test
    void grantsThePlatformsRolesOnItsIssuersWordAlone() {
        assertThat(BUILT_IN.granted(ALL, true))
                .containsExactlyInAnyOrder("platform-admin", "auditor");
        assertThat(BUILT_IN.granted(ALL, false))
                .containsExactlyInAnyOrder("clinician", "clinician-read", "org-admin");
    }

    @Test
    void understandsFhirNames() {
        assertThat(BUILT_IN.granted(Set.of("fhir-read"), false)).containsExactly("clinician-read");
        assertThat(BUILT_IN.granted(Set.of("fhir-write"), false)).containsExactly("clinician");
        assertThat(BUILT_IN.granted(Set.of("fhir-admin"), false)).containsExactly("org-admin");
        assertThat(BUILT_IN.granted(Set.of("fhir-admin"), true)).isEmpty();
    }

    @Test
    void grantsNothingForOtherNames() {
        assertThat(BUILT_IN.granted(List.of("Clinician", "admin", "", " clinician"), false))
                .isEmpty();
        assertThat(BUILT_IN.granted(List.of(), true)).isEmpty();
    }

    @Test
    void understandsConfiguredNamesBesides() {
        var names = RoleNames.parse("/wards/doctors=clinician, cn=ops = platform-admin");

        assertThat(names.granted(Set.of("/wards/doctors"), false)).containsExactly("clinician");
        assertThat(names.granted(Set.of("fhir-read"), false)).containsExactly("clinician-read");
        assertThat(names.granted(Set.of("cn=ops"), true)).containsExactly("platform-admin");
        assertThat(names.granted(Set.of("cn=ops"), false)).isEmpty();
        assertThat(names.granted(Set.of("/wards/doctors"), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctors",
                "=clinician",
                "doctors=",
                "doctors=physician",
                "doctors=clinician,",
                "doctors=clinician,doctors=org-admin",
                "clinician-read=clinician",
                "auditor=platform-admin",
                "fhir-read=org-admin"
            })
    void refusesNamesThatAreNotClear(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RoleNames.parse(text));
    }

    @Test
    void refusesTooManyNames() {
        var many =
                IntStream.range(0, 101)
                        .mapToObj(i -> "n" + i + "=clinician")
                        .collect(Collectors.joining(","));
        assertThatIllegalArgumentException().isThrownBy(() -> RoleNames.parse(many));
    }
}
