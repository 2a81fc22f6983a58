package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantChoiceTest {
    private final Tenant north = Tenants.tenant("north").build();
    private final Tenant south = Tenants.tenant("south").build();
    private final Tenant asleep = Tenants.tenant("asleep").status("suspended").build();
    private final Tenant own = Tenants.tenant("own").issuer("https://id.example.com/own").build();
    private final TenantChoice choice = new TenantChoice();

    TenantChoiceTest() {
        choice.organisations = Tenants.registry(north, south, asleep, own);
        choice.refusals = new NotedRefusals();
    }

    private static Caller caller(@Nullable String issuer, String... claimed) {
        return new Caller("someone", false, Set.of("clinician"), List.of(claimed), issuer);
    }

    private Tenant choose(Optional<String> header, String... claimed) {
        return choice.choose(caller(null, claimed), header);
    }

    private void assertRefused(Optional<String> header, String... claimed) {
        assertProblem(Problem.FORBIDDEN, caller(null, claimed), header);
    }

    private void assertProblem(Problem problem, Caller caller, Optional<String> header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> choice.choose(caller, header))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    @Test
    void isVouchedForByItsOwnIssuerAloneIfItHasOne() {
        var issuer = own.organisation().oidcIssuer();
        assertThat(choice.choose(caller(issuer, own.id().toString()), Optional.empty()))
                .isEqualTo(own);
        assertRefused(Optional.empty(), "own");
        assertRefused(Optional.of("own"), "own", "north");
        assertProblem(Problem.FORBIDDEN, caller(issuer, "north"), Optional.empty());
        assertProblem(
                Problem.FORBIDDEN,
                caller("https://id.example.com/former", "own"),
                Optional.empty());
    }

    @Test
    void asksToTryAgainWhileTheOrganisationsAreUnknown() {
        choice.organisations = new OrganisationRegistry();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> choose(Optional.empty(), "north"))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void letsOneThatIsToEndReadAndChangeNothing() {
        var ending = Tenants.tenant("ending").status("retiring").build();
        choice.organisations = Tenants.registry(north, ending);

        assertThat(choose(Optional.empty(), "ending")).isEqualTo(ending);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> choice.requireWritable(ending))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.ORGANISATION_READ_ONLY);
        assertThatNoException().isThrownBy(() -> choice.requireWritable(north));
    }

    @Nested
    class WithoutHeader {
        @Test
        void isTheTokensOnlyTenant() {
            assertThat(choose(Optional.empty(), "north")).isEqualTo(north);
            assertThat(choose(Optional.empty(), north.id().toString())).isEqualTo(north);
            assertThat(choose(Optional.empty(), "north", north.id().toString())).isEqualTo(north);
        }

        @Test
        void hasNoDefault() {
            assertRefused(Optional.empty());
            assertRefused(Optional.empty(), "north", "south");
            assertRefused(Optional.empty(), "unknown");
            assertRefused(Optional.empty(), "");
        }

        @Test
        void saysThatItIsSuspended() {
            assertProblem(Problem.ORGANISATION_SUSPENDED, caller(null, "asleep"), Optional.empty());
            assertProblem(
                    Problem.ORGANISATION_SUSPENDED,
                    caller(null, "asleep", "north"),
                    Optional.of("asleep"));
        }
    }

    @Nested
    class WithHeader {
        @ParameterizedTest
        @ValueSource(strings = {"north", "id"})
        void mayAgree(String form) {
            var header = form.equals("id") ? north.id().toString() : form;
            assertThat(choose(Optional.of(header), "north")).isEqualTo(north);
        }

        @Test
        void choosesAmongSeveral() {
            assertThat(choose(Optional.of("south"), "north", "south")).isEqualTo(south);
        }

        @Test
        void cannotContradictTheToken() {
            assertRefused(Optional.of("south"), "north");
            assertRefused(Optional.of(south.id().toString()), "north");
            assertRefused(Optional.of("unknown"), "north");
            assertRefused(Optional.of(""), "north");
            assertRefused(Optional.of("NORTH"), "north");
            assertRefused(Optional.of("south"));
            assertRefused(Optional.of("asleep"), "north");
        }
    }
}
