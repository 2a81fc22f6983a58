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
    private static final OrganisationId ORGANISATION = new OrganisationId(UUID.randomUUID());

    private final List<String> noted = new ArrayList<>();
    private final IntentSettling settling = new IntentSettling();
    private final List<Erasure> intents = new ArrayList<>();

    IntentSettlingTest() {
        settling.list =
                new ErasureList() {
                    @Override
                    public List<Erasure> intentsAfter(
                            OrganisationId organisation, String after, int limit) {
                        return intents.stream()
                                .filter(intent -> intent.organisation().equals(organisation))
                                .filter(intent -> intent.id().toString().compareTo(after) > 0)
                                .limit(limit)
                                .toList();
                    }

                    @Override
                    public void done(Erasure intent, @Nullable Map<String, Integer> destroyed) {
                        noted.add("done " + intent.id() + " " + destroyed);
                    }

                    @Override
                    public void takeBackIfOlder(Erasure intent, Duration age) {
                        noted.add("taken back if older than " + age + " " + intent.id());
                    }
                };
    }

    private Erasure intent() {
        var intent =
                new Erasure(
                        ORGANISATION,
                        new UUID(0, intents.size()),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "local",
                        "somebody",
                        Instant.now(),
                        null,
                        null);
        intents.add(intent);
        return intent;
    }

    /**
     * All of them are from just now. Neither connecting nor a statement is waited for longer than
     * ten minutes, on any way.
     */
    @Test
    void takesBackWhatLeftTheKeyForLongAndNotesWhatDestroyedIt() {
        var crashedBefore = intent();
        var crashedAfter = intent();

        settling.settle(ORGANISATION, Set.of(crashedBefore.dek())::contains);

        assertThat(noted)
                .containsExactly(
                        "taken back if older than PT10M " + crashedBefore.id(),
                        "done " + crashedAfter.id() + " null");
    }

    @Test
    void looksAtEachHoweverMany() {
        for (int i = 0; i < 2 * IntentSettling.PART + 1; i++) {
            intent();
        }

        settling.settle(ORGANISATION, dek -> false);

        assertThat(noted).doesNotHaveDuplicates().hasSize(intents.size());
    }

    @Test
    void leavesWhatItCannotLookAt() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () ->
                                settling.settle(
                                        intent().organisation(),
                                        dek -> {
                                            throw new ProblemException(Problem.UNAVAILABLE);
                                        }));

        assertThat(noted).isEmpty();
    }
}
