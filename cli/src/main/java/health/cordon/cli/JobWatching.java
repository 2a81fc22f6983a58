package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Mixed into verbs after which a job runs. */
final class JobWatching {
    private static final Set<String> UNDER_WAY = Set.of("running", "paused", "stopping");
    private static final long EVERY_MILLIS = 1_000;

    /** A server that is restarted comes back, and others go on meanwhile. */
    private static final int MOST_UNANSWERED = 120;

    @Spec(Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Option(
            names = "--watch",
            description = {
                "Wait for its end and show how far it is; the job needs nobody who watches.",
                "Exit code 1 unless it is completed."
            })
    private boolean watch;

    /** Prints the job, at its end where that is waited for. */
    int show(Jobs jobs, Output output, JsonNode job) {
        var seen = watch ? watched(jobs, output, job) : job;
        output.print(seen, JobLines.of(seen));
        boolean complete = seen.path("state").asText().equals("completed");
        return (watch && !complete ? ExitCode.FAILED : ExitCode.DONE).code();
    }

    private JsonNode watched(Jobs jobs, Output output, JsonNode first) {
        boolean terminal = "1".equals(System.getenv("CORDON_TERMINAL"));
        var bar = new JobBar(verb.commandLine().getErr(), terminal);
        var job = first;
        int unanswered = 0;
        while (UNDER_WAY.contains(job.path("state").asText())) {
            bar.show(job, System.nanoTime());
            pause();
            try {
                job = jobs.get(first.path("id").asText());
                unanswered = 0;
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.NOT_REACHABLE || ++unanswered > MOST_UNANSWERED) {
                    throw e;
                }
                if (unanswered == 1) {
                    output.progress("The server does not answer; asking again.");
                }
            }
        }
        bar.end(job, System.nanoTime());
        return job;
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted; the job goes on.", e);
        }
    }
}
