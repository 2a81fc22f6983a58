package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retire",
        description = "End an organisation: read-only first, destroyed with --finish.",
        footer = {
            "Without --finish its people read, and change nothing, until --undo or --finish.",
            "With --finish, after the server's RETIREMENT_READ_ONLY_DAYS, all of it is destroyed:",
            "there is no way back. It may be repeated, and goes on where it stopped.",
            "Neither its id nor its slug is ever used again."
        })
final class OrgRetire implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 1_000;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name.")
    private String slug = "";

    @Option(names = "--confirm", paramLabel = "SLUG", description = "The same once more.")
    private @Nullable String confirm;

    @Option(
            names = "--requested-by",
            paramLabel = "EMAIL",
            description = "Who wants it; stands in the audit trail and the certificate.")
    private @Nullable String requestedBy;

    @ArgGroup private @Nullable Which which;

    /** One of them, or the first part. */
    static final class Which {
        @Option(names = "--finish", description = "Destroy it, and certify that.")
        private boolean finish;

        @Option(names = "--undo", description = "Make it active again.")
        private boolean undo;

        @Option(names = "--show", description = "Show how far it is, or the certificate.")
        private boolean show;
    }

    @Override
    public Integer call() throws InterruptedException {
        var retirements = Retirements.at(connection, slug);
        if (which != null && which.show) {
            print(retirements.show());
        } else if (which != null && which.undo) {
            undo(retirements);
        } else if (which != null && which.finish) {
            print(finished(retirements, confirm(), requestedBy()));
        } else {
            begin(retirements);
        }
        return 0;
    }

    private String confirm() {
        return required(confirm, "--confirm=SLUG");
    }

    private String requestedBy() {
        return required(requestedBy, "--requested-by=EMAIL");
    }

    private static String required(@Nullable String given, String option) {
        if (given == null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "Missing required option: '%s'.".formatted(option));
        }
        return given;
    }

    private void begin(Retirements retirements) {
        var view = retirements.begin(confirm(), requestedBy());
        output.print(
                view,
                List.of(
                        "%s is retiring: within 5 s its people read, and change nothing."
                                .formatted(slug),
                        "What is to be kept elsewhere, export now: its records by GET /api/patients,"
                                + " /api/cases, /api/images and /api/histology-reports with a token of"
                                + " its people (docs/api.md, Lists).",
                        "From %s on it may be destroyed, without a way back: %s"
                                .formatted(
                                        view.path("finishFrom").asText(),
                                        CommandName.with(
                                                "org retire %s --finish --confirm %s --requested-by EMAIL"
                                                        .formatted(slug, slug))),
                        "Until then: %s"
                                .formatted(
                                        CommandName.with("org retire %s --undo".formatted(slug)))));
    }

    private void undo(Retirements retirements) {
        retirements.undo();
        var organisation = Organisations.at(connection).get(slug).body();
        output.print(
                organisation,
                List.of("%s is %s again.".formatted(slug, organisation.path("status").asText())));
    }

    private JsonNode finished(Retirements retirements, String confirmed, String by)
            throws InterruptedException {
        var told = new HashSet<String>();
        var view = retirements.complete(confirmed, by);
        while (view.path("state").asText().equals("running")) {
            tell(view, told);
            Thread.sleep(PAUSE_MILLIS);
            view = retirements.complete(confirmed, by);
        }
        tell(view, told);
        return view;
    }

    private void tell(JsonNode view, Set<String> told) {
        for (var step : view.path("steps")) {
            var line = step(step);
            if (told.add(line)) {
                output.progress(line);
            }
        }
    }

    private static String step(JsonNode step) {
        return "%-10s %-7s %s"
                .formatted(
                        step.path("name").asText(),
                        step.path("state").asText(),
                        step.path("evidence").asText());
    }

    private void print(JsonNode view) {
        output.print(view, lines(view));
    }

    private static List<String> lines(JsonNode view) {
        var lines =
                new ArrayList<>(
                        new Table("Organisation", view.path("slug").asText())
                                .add("Id", view.path("id").asText())
                                .add("State", view.path("state").asText())
                                .add("Requested by", view.path("requestedBy").asText())
                                .add("Read-only since", view.path("readOnlySince").asText())
                                .add("Retired at", view.path("retiredAt").asText("-"))
                                .add("Deleted at", view.path("deletedAt").asText("-"))
                                .lines());
        view.path("steps").forEach(step -> lines.add("  " + step(step)));
        if (view.hasNonNull("certificate")) {
            certificate(view.path("certificate"), lines);
        }
        return lines;
    }

    private static void certificate(JsonNode certificate, List<String> lines) {
        lines.add("");
        lines.add("Certified at %s:".formatted(certificate.path("certifiedAt").asText()));
        for (var place : certificate.at("/before/rows")) {
            lines.add(
                    "  %s held %s"
                            .formatted(place.path("database").asText(), place.path("tables")));
        }
        for (var place : certificate.at("/before/objects")) {
            lines.add(
                    "  the bucket %s held %s versions of objects"
                            .formatted(
                                    place.path("bucket").asText(),
                                    place.path("versions").asText()));
        }
        lines.add("  none of it is left");
        for (var one : certificate.path("scheduled")) {
            lines.add(
                    "  %s goes at %s"
                            .formatted(one.path("what").asText(), one.path("from").asText()));
        }
        remarks("Kept:", certificate.path("kept"), lines);
        remarks("Yours to delete:", certificate.path("yours"), lines);
        remarks("Not covered:", certificate.path("notCovered"), lines);
    }

    private static void remarks(String title, JsonNode remarks, List<String> lines) {
        if (!remarks.isEmpty()) {
            lines.add(title);
            remarks.forEach(
                    one ->
                            lines.add(
                                    "  %s: %s"
                                            .formatted(
                                                    one.path("what").asText(),
                                                    one.path("toDo").asText())));
        }
    }
}
