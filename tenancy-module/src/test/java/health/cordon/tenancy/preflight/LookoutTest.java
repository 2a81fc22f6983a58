package health.cordon.tenancy.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Wanted NOTHING =
            new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Lookout lookout = new Lookout(Duration.ofMillis(500));
    private final Tenant tenant = Tenants.tenant("north").build();

    @AfterEach
    void close() {
        lookout.close();
    }

    @Test
    void keepsTheOrderOfTheLooks() {
        var findings = all(look(r -> r.passed("a", "x")), look(r -> r.passed("b", "x")));

        assertThat(findings).extracting(Finding::name).containsExactly("a", "b");
    }

    @Test
    void keepsWhatWasFoundBeforeTheTimeWasUp() {
        var interrupted = new CountDownLatch(1);
        var slow =
                look(
                        report -> {
                            report.passed("first", "x");
                            sleepUntil(interrupted);
                            report.passed("late", "x");
                        });

        var findings = all(slow, look(r -> r.passed("other", "x")));

        assertThat(findings)
                .extracting(Finding::name)
                .containsExactly("first", "thing-answers-in-time", "other");
        assertThat(findings.get(1).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(awaited(interrupted)).isTrue();
    }

    @Test
    void takesALookThatBreaksForAFailure() {
        var findings =
                all(
                        look(
                                report -> {
                                    throw new IllegalStateException("hush-hush");
                                }));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).passed()).isFalse();
        assertThat(findings.get(0).toString()).doesNotContain("hush-hush");
    }

    @Test
    void refusesMoreLooksThanItHasThreads() {
        var end = new CountDownLatch(1);
        var many = Collections.nCopies(Lookout.THREADS + 1, look(report -> sleepUntil(end)));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> lookout.all(many, tenant, NOTHING))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNAVAILABLE);
    }

    private List<Finding> all(Look... looks) {
        return lookout.all(List.of(looks), tenant, NOTHING);
    }

    private static void sleepUntil(CountDownLatch interrupted) {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Look look(Consumer<Report> work) {
        return new Look() {
            @Override
            public String subject() {
                return "thing";
            }

            @Override
            public boolean concerns(Wanted wanted) {
                return true;
            }

            @Override
            public void at(Tenant tenant, Wanted wanted, Report report) {
                work.accept(report);
            }
        };
    }
}
