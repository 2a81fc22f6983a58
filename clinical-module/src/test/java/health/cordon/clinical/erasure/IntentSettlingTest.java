package health.cordon.clinical.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntentSettlingTest {
    private final List<String> noted = new ArrayList<>();
    private final IntentSettling settling = new IntentSettling();
    private Duration asked = Duration.ZERO;

    IntentSettlingTest() {
        settling.list =
                new ErasureList() {
                    @Override
                    public List<Erasure> olderThan(Duration age) {
                        asked = age;
                        return List.of();
                    }

                    @Override
                    public void done(Erasure intent, @Nullable Map<String, Integer> destroyed) {
                        noted.add("done " + intent.id() + " " + destroyed);
                    }

                    @Override
                    public void takeBack(Erasure intent) {
                        noted.add("taken back " + intent.id());
                    }
                };
    }

    private static Erasure intent() {
        return new Erasure(
                new OrganisationId(UUID.randomUUID()),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "local",
                "somebody",
                Instant.EPOCH,
                null,
                null);
    }

    @Test
    void takesBackWhatLeftTheKeyAndNotesWhatDestroyedIt() {
        var crashedBefore = intent();
        var crashedAfter = intent();

        settling.settle(
                List.of(crashedBefore, crashedAfter), Set.of(crashedBefore.dek())::contains);

        assertThat(noted)
                .containsExactly(
                        "taken back " + crashedBefore.id(), "done " + crashedAfter.id() + " null");
    }

    @Test
    void leavesWhatItCannotLookAt() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () ->
                                settling.settle(
                                        List.of(intent()),
                                        dek -> {
                                            throw new ProblemException(Problem.UNAVAILABLE);
                                        }));

        assertThat(noted).isEmpty();
    }

    /** Neither connecting nor a statement is waited for longer than that, on any way. */
    @Test
    void waitsFarLongerThanAnErasureMayTake() {
        settling.due();

        assertThat(asked).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    }
}
