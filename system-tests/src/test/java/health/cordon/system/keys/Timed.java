package health.cordon.system.keys;

import health.cordon.system.platform.Answer;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/** How a request ended, and after what time. */
record Timed(Answer answer, long millis) {
    /** Longer than any request that does not wait for a key. */
    static final long HELD = 2_500;

    static Timed of(Supplier<Answer> request) {
        long begin = System.nanoTime();
        var answer = request.get();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    int status() {
        return answer.status();
    }

    boolean held() {
        return millis > HELD;
    }

    static long slowest(Collection<Timed> calls) {
        return calls.stream().mapToLong(Timed::millis).max().orElse(0);
    }
}
