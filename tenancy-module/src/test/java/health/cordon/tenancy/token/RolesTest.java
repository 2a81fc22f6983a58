package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final List<String> ALL =
            List.of("clinician", "clinician-read", "org-admin", "platform-admin", "auditor");

    @Test
    void grantsThePlatformsRolesOnItsIssuersWordAlone() {
        assertThat(Roles.granted(ALL, true)).containsExactlyInAnyOrder("platform-admin", "auditor");
        assertThat(Roles.granted(ALL, false))
                .containsExactlyInAnyOrder("clinician", "clinician-read", "org-admin");
    }

    @Test
    void understandsFhirNames() {
        assertThat(Roles.granted(Set.of("fhir-read"), false)).containsExactly("clinician-read");
        assertThat(Roles.granted(Set.of("fhir-write"), false)).containsExactly("clinician");
        assertThat(Roles.granted(Set.of("fhir-admin"), false)).containsExactly("org-admin");
        assertThat(Roles.granted(Set.of("fhir-admin"), true)).isEmpty();
    }

    @Test
    void grantsNothingForOtherNames() {
        assertThat(Roles.granted(List.of("Clinician", "admin", "", " clinician"), false)).isEmpty();
        assertThat(Roles.granted(List.of(), true)).isEmpty();
    }
}
