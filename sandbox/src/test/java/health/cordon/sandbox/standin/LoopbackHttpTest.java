package health.cordon.sandbox.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LoopbackHttpTest {
    @Test
    void answersAFailureWithoutItsMessage() throws Exception {
        try (var http = serving(LoopbackHttpTest::fail)) {
            var answer = get(http.endpoint());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        LoopbackHttp.Handler handler =
                request -> request.path().equals("/bad") ? fail(request) : Answer.empty(204);
        try (var http = serving(handler)) {
            get(http.endpoint().resolve("/bad"));

            assertThat(get(http.endpoint().resolve("/good")).statusCode()).isEqualTo(204);
        }
    }

    private static Answer fail(Request request) {
        throw new IllegalStateException("a secret");
    }

    private static LoopbackHttp serving(LoopbackHttp.Handler handler) throws IOException {
        return LoopbackHttp.bind(0, java.util.Optional.empty()).serve(handler);
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
