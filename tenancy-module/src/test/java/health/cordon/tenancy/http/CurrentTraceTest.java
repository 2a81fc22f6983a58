package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final CurrentTrace trace = new CurrentTrace();

    @Test
    void startsWithAnIdOfItsOwn() {
        assertThat(Stream.generate(CurrentTrace::new).limit(1_000).map(CurrentTrace::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + ID + "-00f067aa0ba902b7-01",
                "cc-" + ID + "-00f067aa0ba902b7-00-what-the-future-brings"
            })
    void goesOnWithAValidParent(String traceparent) {
        trace.continueFrom(traceparent);
        assertThat(trace.id()).isEqualTo(ID);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "x",
                ID,
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + ID + "-0000000000000000-01",
                "ff-" + ID + "-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + ID + "-00f067aa0ba902b7",
                "00-" + ID + "-00f067aa0ba902b7-01x",
                "00-" + ID + "\n-00f067aa0ba902b7-01"
            })
    void ignoresAnyOther(String traceparent) {
        var own = trace.id();
        trace.continueFrom(traceparent);
        assertThat(trace.id()).isEqualTo(own);
    }
}
