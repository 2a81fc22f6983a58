package health.cordon.sandbox.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the product does, for two organisations, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Deque<Integer> failures = new ArrayDeque<>();
    final Set<String> organisations = new HashSet<>();
    final Set<String> hiddenOrganisations = new HashSet<>();
    boolean hasCases = true;

    private final Set<String> bundles = new HashSet<>();
    private final Set<String> pictures = new HashSet<>();
    private final HttpServer http;

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String tenant = exchange.getRequestHeaders().getFirst("Authorization");
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(call + " " + tenant);
        Integer failure = failures.poll();
        String answer = failure == null ? answer(call, tenant, body) : failure + " {}";
        byte[] json = answer.substring(answer.indexOf(' ') + 1).getBytes(UTF_8);
        int status = Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private String answer(String call, String tenant, byte[] body) {
        if (call.startsWith("GET /admin/organisations/")) {
            String slug = call.substring(call.lastIndexOf('/') + 1);
            return organisations.contains(slug) ? "200 {}" : "404 {}";
        }
        if (call.equals("POST /admin/organisations")) {
            String slug = new String(body, UTF_8).replaceAll(".*\"slug\":\"([a-z]+)\".*", "$1");
            organisations.add(slug);
            return hiddenOrganisations.contains(slug) ? "409 {}" : "201 {}";
        }
        if (call.equals("POST /api/import/fhir")) {
            boolean fresh = bundles.add(tenant + Arrays.hashCode(body));
            return fresh ? "200 {\"created\":{\"patient\":1}}" : "200 {\"created\":{}}";
        }
        if (call.startsWith("GET /api/cases")) {
            return hasCases ? "200 {\"items\":[{\"id\":\"c-1\"}]}" : "200 {\"items\":[]}";
        }
        if (call.startsWith("GET /api/images")) {
            return pictures.contains(tenant) ? "200 {\"items\":[{}]}" : "200 {\"items\":[]}";
        }
        pictures.add(tenant);
        boolean png = body.length > 4 && body[1] == 'P' && body[2] == 'N' && body[3] == 'G';
        return png ? "201 {}" : "415 {}";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
