package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Organisation;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * People who add, change and erase patients of their own while servers die under them, and know
 * afterwards what must be there. Who got no answer allows for both.
 */
final class Ward implements AutoCloseable {
    private static final int PEOPLE = 2;
    private static final int PAUSE_MILLIS = 60;

    /** Patients of one person. */
    private static final int MOST = 12;

    private static final int ERASE_ONE_OF = 8;
    private static final String GONE = "";

    private final Organisation organisation;
    private final ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
    private final List<Future<Map<String, Set<String>>>> people = new ArrayList<>();
    private volatile boolean over;

    Ward(Organisation organisation, long seed) {
        this.organisation = organisation;
        for (int i = 0; i < PEOPLE; i++) {
            var person = new Person(new Random(seed + i));
            people.add(threads.submit(person::work));
        }
    }

    /** One who works; the patients are nobody else's. */
    private final class Person {
        private final Random random;

        /** Which family names each patient may have by now; {@link #GONE} for none at all. */
        private final Map<String, Set<String>> possible = new HashMap<>();

        private final Map<String, String> numbers = new HashMap<>();

        /** Those that nobody has tried to erase. */
        private final List<String> present = new ArrayList<>();

        Person(Random random) {
            this.random = random;
        }

        Map<String, Set<String>> work() throws InterruptedException {
            while (!over) {
                int choice = random.nextInt(MOST);
                if (choice >= present.size()) {
                    add();
                } else if (random.nextInt(ERASE_ONE_OF) == 0) {
                    erase(present.remove(choice));
                } else {
                    rename(present.get(choice));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return possible;
        }

        private void add() {
            var mrn = Organisation.unique("MRN-");
            var answer =
                    ask(
                            () ->
                                    organisation
                                            .clinician()
                                            .post("patients", Organisation.patient(mrn, mrn)));
            if (answer.status() == 201) {
                possible.put(answer.id(), new HashSet<>(Set.of(mrn)));
                numbers.put(answer.id(), mrn);
                present.add(answer.id());
            }
        }

        private void rename(String patient) {
            var path = "patients/" + patient;
            var now = ask(() -> organisation.reader().get(path));
            if (now.status() != 200) {
                return;
            }
            var family = Organisation.unique("Family");
            var content = Organisation.patient(numbers.getOrDefault(patient, ""), family);
            var answer = ask(() -> organisation.clinician().put(path, now.etag(), content));
            if (answer.status() == 200) {
                possible.put(patient, new HashSet<>(Set.of(family)));
            } else {
                allow(patient, family);
            }
        }

        private void allow(String patient, String family) {
            possible.computeIfAbsent(patient, any -> new HashSet<>()).add(family);
        }

        private void erase(String patient) {
            var answer = ask(() -> organisation.admin().delete("patients/" + patient));
            if (answer.status() == 204) {
                possible.put(patient, new HashSet<>(Set.of(GONE)));
            } else {
                allow(patient, GONE);
            }
        }

        /** No answer at all is an answer with the status 0. */
        private Answer ask(Supplier<Answer> request) {
            try {
                return request.get();
            } catch (UncheckedIOException e) {
                return new Answer(0, Map.of(), new byte[0]);
            }
        }
    }

    /** Sends the people home, and looks at each of their patients. */
    void assertKept() throws InterruptedException, ExecutionException {
        over = true;
        for (var person : people) {
            for (var patient : person.get().entrySet()) {
                var read = organisation.reader().get("patients/" + patient.getKey());
                assertThat(read.status()).as("%s", read).isIn(200, 404);
                var name = read.status() == 404 ? GONE : read.text("familyName");
                assertThat(patient.getValue()).as("%s", read).contains(name);
            }
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdown();
    }
}
