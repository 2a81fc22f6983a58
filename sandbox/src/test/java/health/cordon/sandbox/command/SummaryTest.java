package health.cordon.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final String UP =
            """
            {"ready":true,"api":{"url":"http://127.0.0.1:7080/api"},
             "openapi":{"url":"http://127.0.0.1:7081/openapi"}}
            """;

    @Test
    void endsWithACallToTheRealPort() throws IOException {
        assertThat(new Summary(status(UP), true, false).lines())
                .anyMatch(line -> line.contains("\"http://127.0.0.1:7080/api/patients?limit=2\""));
    }

    @Test
    void namesPagesApartFromEndpoints() throws IOException {
        assertThat(Summary.addresses(status(UP)))
                .containsSubsequence(
                        "To open in a browser:",
                        "  http://127.0.0.1:7081/openapi/ui/  the interfaces",
                        "  http://127.0.0.1:7081/health/ready  whether it can serve");
    }

    @Test
    void namesNoPageThatIsDown() throws IOException {
        var lines = new Summary(status("{\"api\":null,\"openapi\":null}"), true, false).lines();

        assertThat(lines).noneMatch(line -> line.contains("http"));
    }

    private static ObjectNode status(String json) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }
}
