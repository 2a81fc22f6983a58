package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        description = "Start a job for an organisation.",
        footer = {
            "rewrap wraps its data keys with the key of today, or the one of --to, and says what may"
                    + " still depend on the old ones.",
            "One that is unfinished already is continued, not doubled."
        })
final class JobsStart implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();
    @Mixin private JobWatching watching = new JobWatching();

    @Parameters(paramLabel = "JOB", description = "rewrap")
    private String job = "";

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Option(
            names = "--to",
            paramLabel = "ARN|local",
            description =
                    "Wrap with this key; it is the platform's, or was given to the organisation.")
    private @Nullable String to;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most so many data keys a second, all servers together; usually 500.")
    private @Nullable Integer rate;

    @Override
    public Integer call() {
        var jobs = Jobs.at(connection);
        var order = JsonNodeFactory.instance.objectNode().put("job", job).put("organisation", slug);
        if (to != null) {
            order.put("to", to);
        }
        if (rate != null) {
            order.put("rate", rate);
        }
        var placed = jobs.start(slug, order);
        if (placed.path("continued").asBoolean()) {
            output.progress(
                    "There is an unfinished one already; it is continued, at its rate of %s a second."
                            .formatted(placed.path("rate").asText()));
        }
        return watching.show(jobs, output, placed);
    }
}
