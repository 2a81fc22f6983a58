package health.cordon.system.traffic;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often each verb goes to the clinical database and back, once the statements are prepared. On
 * a link of half a millisecond each round trip is half a millisecond of the answer.
 *
 * <p>A connection that served another tenant before takes exactly one more.
 */
@Tag("deep")
@Tag("timing")
@OnPlatform
class RoundTripsIT {
    /** A connection that has idled is asked whether it lives; the least of some tries has not. */
    private static final int TRIES = 5;

    private static final int MORE_TRIES = 4;

    private final Platform platform;
    private final List<Verb> verbs =
            List.of(
                    new Verb("GET patient", 3, this::getPatient),
                    new Verb("GET patients", 5, this::listPatients),
                    new Verb("GET patients?mrn", 5, this::findPatient),
                    new Verb("POST patient", 6, this::createPatient),
                    new Verb("PUT patient", 8, this::changePatient),
                    new Verb("DELETE patient", 16, this::erasePatient),
                    new Verb("POST case", 6, this::createCase),
                    new Verb("GET case", 3, this::getCase),
                    new Verb("GET image", 3, this::getImage));

    RoundTripsIT(Platform platform) {
        this.platform = platform;
    }

    /** Two tenants with a record of each kind. */
    private record Hospital(
            Organisation organisation, String patient, String caseId, String image) {
        static Hospital of(Organisation organisation) {
            var patient = organisation.addPatient();
            var caseId = organisation.addCase(patient);
            var image = organisation.addImage(caseId, Pictures.png(1)).id();
            return new Hospital(organisation, patient, caseId, image);
        }
    }

    /** Prepares a request by the first node, which is not counted, and gives the request. */
    private interface Request {
        Supplier<Answer> prepare(Hospital hospital, Node node);
    }

    private record Verb(String name, int trips, Request request) {}

    @Test
    void areCounted() throws IOException {
        try (var link = new CountingLink(platform.sandbox().port(PortName.DB))) {
            // Looks at the databases beside the requests would open connections of their own.
            var node =
                    platform.secondNode(
                            Map.of(
                                    "CLINICAL_DB_URL",
                                    over(link),
                                    "CLINICAL_DB_UPKEEP_SECONDS",
                                    "3600"));
            try {
                var mine = Hospital.of(platform.organisation());
                var others = Hospital.of(platform.organisation());
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> knows(node, mine) && knows(node, others));
                compare(link, node, mine, others);
            } finally {
                node.stop();
            }
        }
    }

    private void compare(CountingLink link, Node node, Hospital mine, Hospital others) {
        var wrong = new ArrayList<String>();
        for (var verb : verbs) {
            var same = trips(link, verb, node, mine, mine);
            var other = trips(link, verb, node, mine, others);
            System.out.printf(
                    "trips      %-18s %2d, another tenant before: %2d%n",
                    verb.name(), same.size(), other.size());
            if (same.size() != verb.trips() || other.size() != verb.trips() + 1 || !isEnded(same)) {
                wrong.add("%s\n  %s\n  %s".formatted(verb.name(), lines(same), lines(other)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The fewest of some tries, while no connection was opened. */
    private static List<String> trips(
            CountingLink link, Verb verb, Node node, Hospital hospital, Hospital before) {
        List<String> fewest = List.of();
        for (int tries = 0, more = 0; tries < TRIES; ) {
            send(verb.request().prepare(before, node));
            var request = verb.request().prepare(hospital, node);
            link.reset();
            send(request);
            var traffic = link.traffic();
            if (traffic.opened() > 0 && more++ < MORE_TRIES) {
                continue;
            }
            if (tries++ == 0 || traffic.trips().size() < fewest.size()) {
                fewest = traffic.trips();
            }
        }
        return fewest;
    }

    private static void send(Supplier<Answer> request) {
        var answer = request.get();
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
    }

    /** No transaction stays open on a connection that nobody uses, not even one that has read. */
    private static boolean isEnded(List<String> trips) {
        var last = trips.get(trips.size() - 1).toLowerCase(Locale.ROOT);
        return last.equals("commit") || last.equals("rollback");
    }

    private static String lines(List<String> trips) {
        return trips.size() + ": " + String.join("\n     ", trips);
    }

    private Supplier<Answer> getPatient(Hospital hospital, Node node) {
        return get(hospital, node, "patients/" + hospital.patient());
    }

    private Supplier<Answer> listPatients(Hospital hospital, Node node) {
        return get(hospital, node, "patients");
    }

    private Supplier<Answer> findPatient(Hospital hospital, Node node) {
        return get(hospital, node, "patients?mrn=" + unique("MRN-"));
    }

    private Supplier<Answer> getCase(Hospital hospital, Node node) {
        return get(hospital, node, "cases/" + hospital.caseId());
    }

    private Supplier<Answer> getImage(Hospital hospital, Node node) {
        return get(hospital, node, "images/" + hospital.image());
    }

    private Supplier<Answer> createPatient(Hospital hospital, Node node) {
        var patient = Organisation.patient(unique("MRN-"), "Trip");
        return () -> clinician(hospital, node).post("patients", patient);
    }

    private Supplier<Answer> changePatient(Hospital hospital, Node node) {
        var path = "patients/" + hospital.patient();
        var now = hospital.organisation().reader().get(path).etag();
        var patient = Organisation.patient(unique("MRN-"), "Trip");
        return () -> clinician(hospital, node).put(path, now, patient);
    }

    private Supplier<Answer> erasePatient(Hospital hospital, Node node) {
        var patient = hospital.organisation().addPatient();
        return () -> hospital.organisation().admin().via(node).delete("patients/" + patient);
    }

    private Supplier<Answer> createCase(Hospital hospital, Node node) {
        var content = Organisation.caseOf(hospital.patient(), "Trip");
        return () -> clinician(hospital, node).post("cases", content);
    }

    private static Supplier<Answer> get(Hospital hospital, Node node, String path) {
        return () -> hospital.organisation().reader().via(node).get(path);
    }

    private static Client clinician(Hospital hospital, Node node) {
        return hospital.organisation().clinician().via(node);
    }

    private static boolean knows(Node node, Hospital hospital) {
        return get(hospital, node, "patients/" + hospital.patient()).get().status() == 200;
    }

    /** Readable, so that a failure can say what was asked. */
    private String over(CountingLink link) throws IOException {
        var direct = "127.0.0.1:" + platform.sandbox().port(PortName.DB);
        return Files.readAllLines(platform.sandbox().home().serverEnvironment()).stream()
                .filter(line -> line.startsWith("CLINICAL_DB_URL="))
                .map(line -> line.substring("CLINICAL_DB_URL=".length()))
                .map(url -> url.replace(direct, "127.0.0.1:" + link.port()))
                .map(url -> url + "?sslMode=DISABLED")
                .findFirst()
                .orElseThrow();
    }
}
