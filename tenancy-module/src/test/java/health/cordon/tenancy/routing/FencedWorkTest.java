package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FencedWorkTest {
    private static final int MANY = 1_000;

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();

    /** What the node believes after each look; the last of it stays. */
    private final Queue<String> news = new ArrayDeque<>();

    private String believed = "old";
    private int looks;

    private final FencedWork.Node<String> node =
            new FencedWork.Node<>() {
                @Override
                public String home() {
                    return believed;
                }

                @Override
                public void learn() {
                    looks++;
                    believed = news.isEmpty() ? believed : news.remove();
                }

                @Override
                public void pause(Duration moment) {
                    assertThat(pauses).as("it would go on for ever").hasSizeLessThan(MANY);
                    pauses.add(moment);
                }

                @Override
                public long nanoTime() {
                    return pauses.stream().mapToLong(Duration::toNanos).sum();
                }
            };

    private String inHome(Function<String, String> attempt) {
        return FencedWork.inHome(
                node,
                believed,
                home -> {
                    tried.add(home);
                    return attempt.apply(home);
                });
    }

    /** The fence of a database that is not the home. */
    private static String onlyIn(String home, String here) {
        if (!here.equals(home)) {
            throw new NotHome(new IllegalStateException());
        }
        return "done in " + here;
    }

    @Test
    void asksForNothingWhereTheFirstTryGoesWell() {
        assertThat(inHome(here -> onlyIn("old", here))).isEqualTo("done in old");

        assertThat(looks).isZero();
        assertThat(pauses).isEmpty();
    }

    @Test
    void repeatsInTheNewHomeAtOnce() {
        news.add("new");

        assertThat(inHome(here -> onlyIn("new", here))).isEqualTo("done in new");

        assertThat(tried).containsExactly("old", "new");
        assertThat(pauses).isEmpty();
    }

    @Test
    void followsAHomeThatMovesAgain() {
        news.addAll(List.of("new", "newer"));

        assertThat(inHome(here -> onlyIn("newer", here))).isEqualTo("done in newer");

        assertThat(tried).containsExactly("old", "new", "newer");
    }

    @Test
    void waitsALittleLongerEachTimeThatThereIsNoNews() {
        news.addAll(List.of("old", "old", "old", "old", "old", "old", "old", "old", "new"));

        inHome(here -> onlyIn("new", here));

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 250L, 250L);
    }

    /** The end of a cut-over that failed: the home is where it was. */
    @Test
    void repeatsWhereItWasWhenThatIsTheHomeAgain() {
        assertThat(inHome(here -> onlyIn(pauses.size() < 3 ? "none" : "old", here)))
                .isEqualTo("done in old");
    }

    @Test
    void givesUpAfterTheLimit() {
        assertThatThrownBy(() -> inHome(here -> onlyIn("unheard of", here)))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNAVAILABLE);

        assertThat(Duration.ofNanos(node.nanoTime()))
                .isGreaterThan(FencedWork.LIMIT)
                .isLessThan(FencedWork.LIMIT.plusSeconds(1));
    }

    @Test
    void neverRepeatsWhatFailedForAnotherReason() {
        news.add("new");
        for (var failure :
                List.of(
                        new ProblemException(Problem.CONFLICT),
                        new ProblemException(Problem.UNAVAILABLE),
                        new IllegalStateException())) {
            tried.clear();
            assertThatThrownBy(
                            () ->
                                    inHome(
                                            here -> {
                                                throw failure;
                                            }))
                    .isSameAs(failure);
            assertThat(tried).hasSize(1);
        }
        assertThat(looks).isZero();
    }
}
