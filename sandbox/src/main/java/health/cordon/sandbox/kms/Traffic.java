package health.cordon.sandbox.kms;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts calls, and makes them slow or refuses them where a test or a demonstration asks so. */
final class Traffic {
    static final int MAX_LATENCY_MILLIS = 30_000;

    private final Map<String, LongAdder> calls;
    private volatile int ratePerSecond;
    private volatile int latencyMillis;
    private long second;
    private int callsThisSecond;

    Traffic(Set<String> actions) {
        calls =
                actions.stream()
                        .collect(Collectors.toMap(action -> action, any -> new LongAdder()));
    }

    /** Lets a call in: counted first, so that a refused call shows too. */
    void admit(String action) {
        var counter = calls.get(action);
        if (counter != null) {
            counter.increment();
        }
        delay();
        throttle();
    }

    Map<String, Long> calls() {
        var counts = new TreeMap<String, Long>();
        calls.forEach((action, count) -> counts.put(action, count.sum()));
        return counts;
    }

    int ratePerSecond() {
        return ratePerSecond;
    }

    void ratePerSecond(int most) {
        ratePerSecond = most;
    }

    int latencyMillis() {
        return latencyMillis;
    }

    void latencyMillis(int millis) {
        latencyMillis = millis;
    }

    private void delay() {
        try {
            TimeUnit.MILLISECONDS.sleep(latencyMillis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void throttle() {
        var now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        callsThisSecond = now == second ? callsThisSecond + 1 : 1;
        second = now;
        if (ratePerSecond > 0 && callsThisSecond > ratePerSecond) {
            throw KmsFault.throttled();
        }
    }
}
