package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.http.CurrentTrace;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a flood of bad tokens leaves behind. */
class RefusalsTest {
    private static final int FLOOD = 2_000;
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

    private final Map<String, Integer> counters = new ConcurrentHashMap<>();
    private final List<String> kinds = Collections.synchronizedList(new ArrayList<>());
    private final Refusals refusals = new Refusals();
    private final Handler lines =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    kinds.add(String.valueOf(line.getParameters()[0]));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void start() {
        refusals.metrics = (MetricRegistry) answering(MetricRegistry.class, this::counter);
        refusals.trace = new CurrentTrace();
        LOG.addHandler(lines);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(lines);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void areCountedAllAndLoggedInPart() {
        long begin = System.nanoTime();
        for (int i = 0; i < FLOOD; i++) {
            refusals.note(Fault.MALFORMED, "0123456789ab", null);
        }
        refusals.note(Fault.ROLE, "none", "north");
        long seconds = (System.nanoTime() - begin) / 1_000_000_000L;

        assertThat(counters)
                .containsEntry("kind=malformed organisation=none", FLOOD)
                .containsEntry("kind=role organisation=north", 1);
        assertThat(Collections.frequency(kinds, "malformed"))
                .isBetween(10, (int) (10 * (seconds + 2)));
        assertThat(kinds).as("one kind does not hide another").contains("role");
    }

    private Object counter(Object... arguments) {
        var tags = Stream.of(arguments).filter(Tag[].class::isInstance).map(Tag[].class::cast);
        var name =
                String.join(
                        " ",
                        tags.flatMap(Arrays::stream)
                                .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                                .toList());
        return answering(Counter.class, none -> counters.merge(name, 1, Integer::sum));
    }

    private interface Reply {
        Object to(Object... arguments);
    }

    private static Object answering(Class<?> type, Reply reply) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    var answer = reply.to(arguments == null ? new Object[0] : arguments);
                    return method.getReturnType() == void.class ? null : answer;
                });
    }
}
