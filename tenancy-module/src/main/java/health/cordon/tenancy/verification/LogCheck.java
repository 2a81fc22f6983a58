package health.cordon.tenancy.verification;

import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.preflight.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether this node's log complained about the organisation; about others it says nothing. */
record LogCheck(LogRecorder recorder) {
    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MOST_SHOWN = 5;

    Seen look(Organisation organisation, Instant now) {
        var recent = recorder.since(now.minus(WINDOW));
        var names = names(organisation);
        var ours = recent.stream().filter(entry -> names.matcher(entry.text()).find()).toList();
        if (!ours.isEmpty()) {
            return Seen.failed(
                    shown(ours), "Mend what the log names; verify again a minute later.");
        }
        return recent.size() < LogRecorder.MOST
                ? Seen.passed(
                        "this node's log has no warning or error of routing, storage or keys about"
                                + " the organisation in the last 60 s")
                : new Seen(
                        Outcome.NOT_ANSWERED,
                        "this node's log is too full of other warnings to tell",
                        "Verify again when it is quiet.");
    }

    private static String shown(List<LogRecorder.Entry> ours) {
        return "this node's log, %d in the last 60 s: %s"
                .formatted(
                        ours.size(),
                        ours.stream()
                                .skip(Math.max(0, ours.size() - MOST_SHOWN))
                                .map(entry -> entry.at() + " " + entry.text())
                                .collect(Collectors.joining(" | ")));
    }

    /**
     * Whole words, and with what they are: the ref north is not the ref north-eu, and a ref that is
     * called like a word of our sentences must not bring up lines about others.
     */
    private static Pattern names(Organisation organisation) {
        var words = new ArrayList<String>();
        words.add(organisation.id().toString());
        organisation
                .database()
                .ifPresent(
                        ref -> {
                            words.add(ref.urlKey());
                            words.add("ref " + ref.value());
                        });
        organisation.bucket().ifPresent(bucket -> words.add("bucket " + bucket));
        organisation.key().ifPresent(words::add);
        return Pattern.compile(
                "(?<![A-Za-z0-9_.-])(?:"
                        + words.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                        + ")(?![A-Za-z0-9_-])");
    }
}
