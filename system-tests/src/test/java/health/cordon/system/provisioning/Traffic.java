package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Organisation;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clinicians who write and read all the time, and note each request that fails. */
final class Traffic implements AutoCloseable {
    private final Map<String, String> created = new ConcurrentHashMap<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService threads;

    /** Two of them for each caller. */
    static Traffic of(List<Client> callers) {
        var traffic = new Traffic(2 * callers.size());
        for (var caller : callers) {
            traffic.threads.execute(() -> traffic.work(caller));
            traffic.threads.execute(() -> traffic.work(caller));
        }
        return traffic;
    }

    private Traffic(int size) {
        threads = Executors.newFixedThreadPool(size);
    }

    private void work(Client caller) {
        while (!over.get()) {
            try {
                writeAndRead(caller);
            } catch (RuntimeException e) {
                failed.add(e.toString());
            }
        }
    }

    private void writeAndRead(Client caller) {
        var mrn = "MRN-" + number.incrementAndGet();
        var added = caller.post("patients", Organisation.patient(mrn, "Traffic"));
        if (expect(201, added)) {
            created.put(mrn, added.id());
            expect(200, caller.get("patients/" + added.id()));
        }
        expect(200, caller.get("patients?limit=5"));
    }

    private boolean expect(int status, Answer answer) {
        requests.incrementAndGet();
        if (answer.status() != status) {
            failed.add(answer.toString());
        }
        return answer.status() == status;
    }

    int requests() {
        return requests.get();
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    /** The ids of what was acknowledged, by medical record number. */
    Map<String, String> created() {
        return Map.copyOf(created);
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
    }
}
