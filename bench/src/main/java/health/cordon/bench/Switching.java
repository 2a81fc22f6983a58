package health.cordon.bench;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Switches the sample organisation to a database of its own and back, by SQL, many times. */
final class Switching {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CREATED = 201;

    private final Sandbox sandbox;
    private final String ref;
    private final URI patients;
    private final String bearer;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final long[] there;
    private final long[] back;

    Switching(Sandbox sandbox, int rounds) throws IOException, InterruptedException {
        this.sandbox = sandbox;
        ref = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        patients = sandbox.url(PortName.API, "/api/patients");
        bearer = "Bearer " + sandbox.token("org:north role:clinician");
        there = new long[rounds];
        back = new long[rounds];
        sandbox.createDatabase(ref);
        for (int i = 0; i < rounds; i++) {
            there[i] = untilRowsLandIn(ref, "'" + ref + "'");
            back[i] = untilRowsLandIn("shared", "NULL");
        }
    }

    /** Nanoseconds from each UPDATE that names the database to the first record in it. */
    long[] there() {
        return there;
    }

    /** The same for each UPDATE that names none. */
    long[] back() {
        return back;
    }

    private long untilRowsLandIn(String database, String column)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        sandbox.sql(
                "platform",
                "UPDATE organisation SET clinical_db_connection_ref = %s WHERE slug = 'north'"
                        .formatted(column));
        while (!isIn(database, addPatient())) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("no record reached " + database);
            }
        }
        return System.nanoTime() - begin;
    }

    private boolean isIn(String database, String patient) {
        var sql = "SELECT id FROM patient WHERE id = '" + patient + "'";
        return sandbox.sql(database, sql).contains(patient);
    }

    private String addPatient() throws IOException, InterruptedException {
        var body = "{\"mrn\":\"%s\",\"familyName\":\"Bench\"}".formatted(UUID.randomUUID());
        var request =
                HttpRequest.newBuilder(patients)
                        .timeout(LIMIT)
                        .header("Authorization", bearer)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != CREATED) {
            throw new IllegalStateException("a record was refused: " + answer.statusCode());
        }
        var location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
