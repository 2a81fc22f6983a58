package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Does a piece of work in a tenant's home. Where the database says that it is not the home, the
 * node learns what has changed and does the work again where the home is by then. Nothing was
 * written before a refusal, so nothing is written twice.
 *
 * <p>Bounded: a home that is in change for longer than {@link #LIMIT}, or a node that cannot learn
 * of it, is 503. Decision 0016 says what this promises and what it does not.
 */
final class FencedWork {
    /** Longer than a cut-over may take. */
    static final Duration LIMIT = Duration.ofSeconds(8);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /**
     * What the work needs of its node.
     *
     * @param <H> what a node believes about a home
     */
    interface Node<H> {
        /** What this node believes now. */
        H home();

        /** Looks for news; may find none. */
        void learn();

        /** Waits a moment. */
        void pause(Duration moment);

        /** Only differences count. */
        long nanoTime();
    }

    private FencedWork() {}

    /**
     * @param first what the node believed when the work began
     * @param attempt throws {@link NotHome} where the fence refuses, having changed nothing
     * @throws ProblemException unavailable, when the home was not met in time
     */
    static <H, T> T inHome(Node<H> node, H first, Function<H, T> attempt) {
        long began = node.nanoTime();
        var home = first;
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                return attempt.apply(home);
            } catch (NotHome e) {
                if (node.nanoTime() - began > LIMIT.toNanos()) {
                    throw new ProblemException(Problem.UNAVAILABLE, e);
                }
                node.learn();
                var next = node.home();
                if (next.equals(home)) {
                    node.pause(pause);
                    pause = longer(pause);
                }
                home = next;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
