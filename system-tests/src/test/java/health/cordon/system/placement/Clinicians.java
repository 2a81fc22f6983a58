package health.cordon.system.placement;

import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clinicians who work without a pause, and remember what was acknowledged and what was not. */
final class Clinicians implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int MORE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Organisation organisation;
    private final ExecutorService threads;
    private final Ledger ledger = Ledger.empty();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /** The ids of what was acknowledged. */
    record Ledger(Set<String> patients, Set<String> cases, Set<String> images) {
        static Ledger empty() {
            return new Ledger(
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet());
        }
    }

    private Clinicians(Organisation organisation, int number) {
        this.organisation = organisation;
        this.threads = Executors.newFixedThreadPool(number);
    }

    static Clinicians start(Organisation organisation, int number) {
        var clinicians = new Clinicians(organisation, number);
        for (int i = 0; i < number; i++) {
            clinicians.threads.execute(clinicians::work);
        }
        return clinicians;
    }

    private void work() {
        try {
            while (!ended) {
                seeAPatient();
            }
        } catch (RuntimeException e) {
            refusals.add(e.toString());
        }
    }

    /** What was begun in one database is not found from another: that is the runbook's promise. */
    private void seeAPatient() {
        var mrn = Organisation.unique("MRN-");
        var patient = acknowledged(create("patients", Organisation.patient(mrn, "Reed")), false);
        if (patient == null) {
            return;
        }
        ledger.patients.add(patient);
        read("patients/" + patient);
        var aCase = acknowledged(create("cases", Organisation.caseOf(patient, "Under load")), true);
        if (aCase == null) {
            return;
        }
        ledger.cases.add(aCase);
        var upload = "cases/" + aCase + "/images";
        var image =
                acknowledged(
                        organisation
                                .clinician()
                                .upload(upload, "image/png", Pictures.png(mrn.hashCode())),
                        true);
        if (image != null) {
            ledger.images.add(image);
        }
    }

    private Answer create(String path, java.util.Map<String, String> json) {
        return organisation.clinician().post(path, json);
    }

    private void read(String path) {
        var answer = organisation.reader().get(path);
        if (answer.status() != 200 && answer.status() != NOT_FOUND) {
            refusals.add("read " + answer);
        }
    }

    private @Nullable String acknowledged(Answer answer, boolean ofSomethingEarlier) {
        if (answer.status() == CREATED) {
            return answer.id();
        }
        if (!ofSomethingEarlier || answer.status() != NOT_FOUND) {
            refusals.add("create " + answer);
        }
        return null;
    }

    /** Until some more patients were seen. */
    void awaitMore() {
        int now = ledger.patients.size();
        await("more patients")
                .atMost(PATIENCE)
                .until(() -> ended || !refusals.isEmpty() || ledger.patients.size() >= now + MORE);
    }

    /** Answers that nobody should have got. */
    Queue<String> refusals() {
        return refusals;
    }

    /** Ends the work and gives what was acknowledged. */
    Ledger end() {
        close();
        return ledger;
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                refusals.add("a request that does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }
}
