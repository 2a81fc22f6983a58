package health.cordon.system.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whether the time of an answer tells a foreign id from an unknown one.
 *
 * <p>Each verb is tried 2,000 times with ids of another organisation and as often with ids that
 * nobody has, in turn, each kind first as often as the other, so that a slow moment of the machine
 * meets both. Means would follow a few slow tries; so three things are asked of the ranks:
 *
 * <ul>
 *   <li>the medians differ by less than the middle half of either kind does,
 *   <li>and by less than a tenth;
 *   <li>the chance that a foreign id takes longer than an unknown one (Mann and Whitney's U over
 *       the number of pairs) is between 0.45 and 0.55. For two samples of 2,000 from one
 *       distribution its deviation is 0.009, so this is five and a half deviations away from half.
 * </ul>
 */
@OnPlatform
@Isolated("it measures times")
@Tag("deep")
@Tag("timing")
class ForeignIdTimingDeepIT {
    private static final int TRIES = 2_000;
    private static final int WARM_UP = 400;
    private static final int RECORDS = 20;
    private static final double NO_TELLING = 0.05;
    private static final double MOST_OF_A_MEDIAN = 0.1;

    private final Organisation ours;
    private final List<String> patients = new ArrayList<>();
    private final List<String> cases = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private final List<String> nobodys = new ArrayList<>();

    ForeignIdTimingDeepIT(Platform platform) {
        ours = platform.organisation();
        var theirs = platform.organisation();
        for (int i = 0; i < RECORDS; i++) {
            patients.add(theirs.addPatient());
            cases.add(theirs.addCase(patients.get(i)));
            images.add(theirs.addImage(cases.get(i), Pictures.png(i)).id());
            // As many, and as often: an address that was asked before may be answered sooner.
            nobodys.add(UUID.randomUUID().toString());
            // We have as many, so that it is not the emptiness of ours that answers.
            var mine = ours.addCase(ours.addPatient());
            ours.addImage(mine, Pictures.png(i));
        }
    }

    @Test
    void theTimeDoesNotTellOfAPatient() {
        compare("GET patient", patients, (caller, id) -> caller.get("patients/" + id));
    }

    @Test
    void theTimeDoesNotTellOfACase() {
        compare("GET case", cases, (caller, id) -> caller.get("cases/" + id));
    }

    @Test
    void theTimeDoesNotTellOfAnImage() {
        compare("GET image", images, (caller, id) -> caller.get("images/" + id));
    }

    @Test
    void theTimeOfAChangeDoesNotTellOfAPatient() {
        var change = Organisation.patient("MRN-timing", "Timing");
        compare(
                "PUT patient",
                patients,
                (caller, id) -> caller.put("patients/" + id, "\"x\"", change));
    }

    private void compare(
            String name, List<String> theirs, BiFunction<Client, String, Answer> call) {
        var answers = new HashSet<String>();
        var foreign = new long[TRIES];
        var unknown = new long[TRIES];
        for (int i = -WARM_UP; i < TRIES; i++) {
            // Not in step with who is first.
            int which = Math.floorMod(i / 2, RECORDS);
            int at = Math.max(i, 0);
            if (i % 2 == 0) {
                foreign[at] = nanos(call, theirs.get(which), answers);
                unknown[at] = nanos(call, nobodys.get(which), answers);
            } else {
                unknown[at] = nanos(call, nobodys.get(which), answers);
                foreign[at] = nanos(call, theirs.get(which), answers);
            }
        }
        assertThat(answers).as("all answers look alike").hasSize(1);
        assertThat(answers.iterator().next()).startsWith("404 ");
        judge(name, new Durations(foreign), new Durations(unknown));
    }

    private long nanos(
            BiFunction<Client, String, Answer> call, String id, HashSet<String> answers) {
        long begin = System.nanoTime();
        var answer = call.apply(ours.clinician(), id);
        long nanos = System.nanoTime() - begin;
        answers.add(answer.indistinguishable());
        return nanos;
    }

    private static void judge(String name, Durations foreign, Durations unknown) {
        double chance = foreign.chanceToTakeLongerThan(unknown);
        System.out.printf(
                Locale.ROOT,
                "timing     %-11s foreign %s, unknown %s, chance %.3f%n",
                name,
                foreign,
                unknown,
                chance);
        double difference = Math.abs(foreign.median() - unknown.median());
        assertThat(difference)
                .as("the difference of the medians")
                .isLessThan(foreign.spread())
                .isLessThan(unknown.spread())
                .isLessThan(MOST_OF_A_MEDIAN * Math.min(foreign.median(), unknown.median()));
        assertThat(Math.abs(chance - 0.5)).as("what a pair tells").isLessThan(NO_TELLING);
    }
}
