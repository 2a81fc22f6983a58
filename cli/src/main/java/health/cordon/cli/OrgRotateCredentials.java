package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate-credentials",
        description = "Exchange the passwords of an organisation's own database while it serves.",
        footer = {
            "Both passwords are valid until every node has the new one; then the former accounts are"
                    + " dropped.",
            "Takes a minute or more. Where it is stopped, give it again: it goes on from there."
        })
final class OrgRotateCredentials implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final long MOST_SECONDS_BETWEEN = 5;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    private final Set<String> told = new HashSet<>();

    @Override
    public Integer call() throws InterruptedException {
        var organisations = Organisations.at(connection);
        long end = System.nanoTime() + LONGEST.toNanos();
        var rotation = organisations.rotateCredentials(slug);
        tell(rotation);
        while (rotation.path("state").asText().equals("waiting")) {
            if (System.nanoTime() > end) {
                throw new Failure(ExitCode.NOT_REACHABLE, notYet(rotation));
            }
            Thread.sleep(pause(rotation).toMillis());
            rotation = organisations.rotateCredentials(slug);
            tell(rotation);
        }
        output.print(rotation, lines(rotation));
        return 0;
    }

    private static Duration pause(JsonNode rotation) {
        long seconds = rotation.at("/waiting/seconds").asLong();
        return Duration.ofSeconds(Math.max(1, Math.min(seconds, MOST_SECONDS_BETWEEN)));
    }

    private String notYet(JsonNode rotation) {
        return "%s sessions of the former accounts are still open; %s goes on later."
                .formatted(
                        rotation.at("/waiting/sessions").asText(),
                        CommandName.with("org rotate-credentials " + slug));
    }

    private void tell(JsonNode rotation) {
        for (var step : rotation.path("steps")) {
            var line = "%-9s %s".formatted(step.path("state").asText(), line(step)).strip();
            if (told.add(line)) {
                output.progress(line);
            }
        }
    }

    private static String line(JsonNode step) {
        return "%-9s %s".formatted(step.path("name").asText(), step.path("evidence").asText());
    }

    private List<String> lines(JsonNode rotation) {
        var lines = new ArrayList<String>();
        rotation.path("steps").forEach(step -> lines.add(line(step).strip()));
        lines.add(
                "The database %s of %s has new passwords since %s."
                        .formatted(
                                rotation.path("ref").asText(),
                                slug,
                                rotation.path("since").asText()));
        return lines;
    }
}
