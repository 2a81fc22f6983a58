package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Database, bucket and key, each on and off, in all eight combinations, while clinicians work: no
 * request fails and every acknowledged record is in exactly one database.
 */
@OnPlatform
class EightCombinationsIT {
    private static final int CLINICIANS = 3;
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final String SHARED_BUCKET = "cordon-shared";

    /**
     * One dimension changes with each step (database 4, bucket 2, key 1), back to where it began.
     */
    private static final int[] STEPS = {1, 3, 2, 6, 7, 5, 4, 0};

    private final Platform platform;
    private final Organisation organisation;
    private final Dedicated own;
    private final Database shared;

    EightCombinationsIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        own = Dedicated.create(platform);
        shared = platform.sharedDatabase();
    }

    @Test
    void areSwitchedUnderLoadAndLoseNothing() {
        try (var work = Clinicians.start(organisation, CLINICIANS)) {
            int before = 0;
            for (int step : STEPS) {
                if (step > before) {
                    own.assignSomeBySql(organisation, step);
                } else {
                    assignThroughTheProduct(step);
                }
                awaitNewRecords(step);
                work.awaitMore();
                before = step;
            }
            var ledger = work.end();
            assertThat(work.refusals()).isEmpty();
            assertInExactlyOne("patient", ledger.patients());
            assertInExactlyOne("clinical_case", ledger.cases());
            assertInExactlyOne("image", ledger.images());
            assertThat(ledger.patients()).hasSizeGreaterThan(STEPS.length);
        }
    }

    private void assignThroughTheProduct(int step) {
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.slug();
        var answer = admin.put(path, admin.get(path).etag(), own.someOf(step));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void awaitNewRecords(int step) {
        await("step " + step)
                .atMost(PROMISED)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> placeOfNewRecords().equals(wanted(step)));
    }

    private List<String> placeOfNewRecords() {
        var patient = organisation.addPatient();
        var added =
                organisation
                        .clinician()
                        .post("cases", Organisation.caseOf(patient, "Which place is it?"));
        if (added.status() != 201) {
            // The switch came in between; the patient is out of reach.
            return List.of();
        }
        var image =
                organisation
                        .clinician()
                        .upload("cases/" + added.id() + "/images", "image/png", Pictures.png(1));
        return image.status() == 201
                ? List.of(databaseOf(patient), image.text("s3Bucket"), keyOf(patient))
                : List.of();
    }

    private List<String> wanted(int step) {
        return List.of(
                (step & Dedicated.DATABASE) == 0 ? "shared" : own.ref(),
                (step & Dedicated.BUCKET) == 0 ? SHARED_BUCKET : own.bucket(),
                (step & Dedicated.KEY) == 0 ? "platform's" : own.key());
    }

    private String databaseOf(String patient) {
        return shared.count("patient", "id = '" + patient + "'") == 1 ? "shared" : own.ref();
    }

    private String keyOf(String patient) {
        var database = databaseOf(patient).equals("shared") ? shared : own.database();
        var wrapped =
                database.value(
                        "SELECT d.wrapped FROM dek d JOIN patient p ON d.id = p.dek_id"
                                + " WHERE p.id = '%s'".formatted(patient));
        return wrapped.startsWith("kms:" + own.key() + "|") ? own.key() : "platform's";
    }

    private void assertInExactlyOne(String table, Set<String> acknowledged) {
        var here = ids(shared, table);
        var there = ids(own.database(), table);
        var inBoth = new HashSet<>(here);
        inBoth.retainAll(there);
        assertThat(inBoth).as("%s in both", table).isEmpty();
        var all = new ArrayList<>(here);
        all.addAll(there);
        assertThat(all).as(table).containsAll(acknowledged);
        System.out.printf(
                "placement  %d of %s acknowledged: %d rows shared, %d dedicated%n",
                acknowledged.size(), table, here.size(), there.size());
    }

    private Set<String> ids(Database database, String table) {
        var sql = "SELECT id FROM %s WHERE tenant_id = '%s'";
        return new HashSet<>(database.column(sql.formatted(table, organisation.id())));
    }
}
