package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** That they are refused is tested with the server. */
class KnownParametersTest {
    @SuppressWarnings("unused")
    private static final class Verbs {
        void some(@QueryParam("org_id") String a, @PathParam("id") String b, String body) {}

        void none(@PathParam("id") String id) {}
    }

    @Test
    void areTheOnesThatTheVerbReads() {
        assertThat(KnownParameters.names(verb("some"))).containsExactly("org_id");
        assertThat(KnownParameters.names(verb("none"))).isEmpty();
    }

    private static java.lang.reflect.Method verb(String name) {
        return Arrays.stream(Verbs.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
