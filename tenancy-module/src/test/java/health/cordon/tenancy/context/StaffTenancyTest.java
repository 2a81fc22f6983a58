package health.cordon.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.token.Roles;
import health.cordon.tenancy.token.Staff;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffTenancyTest {
    private final Tenant north = Tenants.tenant("north").build();
    private final Tenant south = Tenants.tenant("south").build();
    private final StaffTenancy staff = new StaffTenancy();

    StaffTenancyTest() {
        staff.context = new OrgContext();
        staff.trace = new CurrentTrace();
        staff.organisations = Tenants.registry(north, south);
        staff.refusals = Staff.refusals();
    }

    private Tenant asked(String organisation, String role, @Nullable String header) {
        staff.caller = Staff.with(role, header);
        return staff.of(new TenantName(organisation)).tenant();
    }

    private void assertProblem(Problem problem, String organisation, String role, String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> asked(organisation, role, header))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    @Test
    void isOfTheOrganisationThatIsAskedFor() {
        assertThat(asked("north", Roles.AUDITOR, null)).isEqualTo(north);
        assertThat(asked(south.id().toString(), Roles.PLATFORM_ADMIN, null)).isEqualTo(south);
        assertProblem(Problem.FORBIDDEN, "north", Roles.CLINICIAN, "north");
        assertProblem(Problem.NOT_FOUND, "nobody", Roles.AUDITOR, "north");
    }

    @Test
    void mayBeNamedByTheHeaderToo() {
        assertThat(asked("north", Roles.AUDITOR, "north")).isEqualTo(north);
        assertThat(asked("north", Roles.AUDITOR, north.id().toString())).isEqualTo(north);
    }

    @ParameterizedTest
    @ValueSource(strings = {"south", "nobody", "", "NORTH"})
    void isRefusedWhenTheHeaderNamesAnother(String header) {
        assertProblem(Problem.FORBIDDEN, "north", Roles.AUDITOR, header);
    }
}
