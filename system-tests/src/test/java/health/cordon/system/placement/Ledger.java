package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that make one patient after the other, and write down what they were told. */
final class Ledger implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final int PAUSE_MILLIS = 20;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> unavailable = new ConcurrentLinkedQueue<>();
    private final Queue<String> strange = new ConcurrentLinkedQueue<>();

    /** Lets clients of one node begin. */
    void start(int number, Client clinician) {
        for (int i = 0; i < number; i++) {
            clients.execute(() -> work(clinician));
        }
    }

    private void work(Client clinician) {
        while (!over.get()) {
            write(clinician);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One patient; returns the status. */
    int write(Client clinician) {
        var mrn = Organisation.unique("MRN-");
        try {
            var answer = clinician.post("patients", Organisation.patient(mrn, "Fence"));
            switch (answer.status()) {
                case CREATED -> acknowledged.add(answer.id());
                case UNAVAILABLE -> unavailable.add(mrn);
                default -> strange.add(answer.toString());
            }
            return answer.status();
        } catch (UncheckedIOException e) {
            strange.add(e.toString());
            return 0;
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int unavailable() {
        return unavailable.size();
    }

    /** Waits until every client has its last answer. */
    @Override
    public void close() {
        over.set(true);
        clients.shutdown();
        try {
            assertThat(clients.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was acknowledged is there, each once and with its audit record, and nothing else. */
    void assertKept(Organisation organisation, Database home) {
        assertThat(strange).isEmpty();
        assertThat(patients(organisation, home)).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(created(organisation, home)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    static List<String> patients(Organisation organisation, Database database) {
        return database.column(
                "SELECT id FROM patient WHERE tenant_id = '%s' ORDER BY id"
                        .formatted(organisation.id()));
    }

    /** What the trail says was created. */
    static List<String> created(Organisation organisation, Database database) {
        return database.column(
                """
                SELECT record FROM audit_record
                WHERE tenant_id = '%s' AND verb = 'patient.create' ORDER BY record
                """
                        .formatted(organisation.id()));
    }
}
