package health.cordon.bench;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One caller who reads one patient again and again, or adds others. */
final class PatientCalls {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final String token;
    private final URI patients;
    private final URI patient;

    PatientCalls(Sandbox sandbox) throws IOException, InterruptedException {
        this(sandbox, "north");
    }

    /** Somebody of one of the sample organisations. */
    PatientCalls(Sandbox sandbox, String organisation) throws IOException, InterruptedException {
        token = sandbox.token("org:%s role:clinician".formatted(organisation));
        patients = sandbox.url(PortName.API, "/api/patients");
        patient = URI.create(add().headers().firstValue("Location").orElseThrow());
    }

    /** One read, in nanoseconds. */
    long read() throws IOException, InterruptedException {
        return once(token);
    }

    /** Others of the same organisation, which it has made. */
    List<URI> addAll(int many) throws IOException, InterruptedException {
        var made = new ArrayList<URI>();
        for (int i = 0; i < many; i++) {
            made.add(URI.create(add().headers().firstValue("Location").orElseThrow()));
        }
        return made;
    }

    /** One read of one of them, in nanoseconds. */
    long read(URI one) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        require(OK, http.send(to(one, token).build(), HttpResponse.BodyHandlers.ofByteArray()));
        return System.nanoTime() - begin;
    }

    /** One patient more, in nanoseconds. */
    long create() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        add();
        return System.nanoTime() - begin;
    }

    private HttpResponse<?> add() throws IOException, InterruptedException {
        var body = "{\"mrn\":\"%s\",\"familyName\":\"Bench\"}".formatted(UUID.randomUUID());
        var request =
                to(patients, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var created = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        require(CREATED, created);
        return created;
    }

    /** The median of some reads, in nanoseconds. */
    long median(int reads) throws IOException, InterruptedException {
        var nanos = times(reads);
        Arrays.sort(nanos);
        return nanos[reads / 2];
    }

    /** The sum of some reads, in nanoseconds. */
    long total(int reads) throws IOException, InterruptedException {
        return Arrays.stream(times(reads)).sum();
    }

    private long[] times(int reads) throws IOException, InterruptedException {
        var nanos = new long[reads];
        for (int i = 0; i < reads; i++) {
            nanos[i] = once(token);
        }
        return nanos;
    }

    /** One read with that token, in nanoseconds. */
    long once(String bearer) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var request = to(patient, bearer).build();
        require(OK, http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        return System.nanoTime() - begin;
    }

    private static HttpRequest.Builder to(URI uri, String bearer) {
        return HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + bearer);
    }

    private static void require(int status, HttpResponse<?> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
    }
}
