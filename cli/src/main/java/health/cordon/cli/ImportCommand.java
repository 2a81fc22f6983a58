package health.cordon.cli;

import health.cordon.cli.importing.BundleFiles;
import health.cordon.cli.importing.ProgressBar;
import health.cordon.cli.importing.Reasons;
import health.cordon.cli.importing.Totals;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import health.cordon.cli.remote.Rest;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Send FHIR bundles (.json, .json.gz) to an organisation.",
        footer = "The same bundle twice creates nothing twice, so an import may be repeated.")
final class ImportCommand implements Callable<Integer> {
    private static final int ATTEMPTS = 3;
    private static final int FORBIDDEN = 403;
    private static final long PAUSE_MILLIS = 2000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(names = "--org", required = true, paramLabel = "SLUG", description = "Whose they are.")
    private String slug = "";

    @Parameters(paramLabel = "FILE|DIR", description = "A bundle, or a folder of bundles.")
    private Path path = Path.of(".");

    @Override
    public Integer call() {
        var files = BundleFiles.under(path);
        var access = connection.access();
        var rest = connection.rest(access);
        var address = URI.create(access.apiUrl() + "/import/fhir");
        var totals = new Totals();
        var organisations = new Organisations(access.adminUrl(), rest);
        importAll(files, file -> known(organisations, send(rest, address, file)), totals);
        output.print(totals.json(), totals.lines());
        return (totals.complete() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private void importAll(
            List<Path> files, java.util.function.Function<Path, Answer> send, Totals totals) {
        boolean terminal = "1".equals(System.getenv("CORDON_TERMINAL"));
        var bar = new ProgressBar(spec.commandLine().getErr(), terminal, files.size());
        for (var file : files) {
            var answer = send.apply(file);
            if (answer.isSuccess()) {
                totals.add(answer.body());
            } else {
                refuse(file, answer, totals, bar);
            }
            bar.step();
        }
    }

    /** A file may be bad and the next one good; a sign-in or a server that fails, fails for all. */
    private static void refuse(Path file, Answer answer, Totals totals, ProgressBar bar) {
        var failure = Refusals.failure(answer, "The import");
        if (failure.exitCode() != ExitCode.FAILED && failure.exitCode() != ExitCode.CONFLICT) {
            throw failure;
        }
        var name = Printable.of(file.getFileName().toString());
        totals.refuse(name, answer);
        bar.say("%s was refused: %s.".formatted(name, Printable.of(Reasons.of(answer))));
    }

    /**
     * To a stranger the server answers alike; staff may know that there is no such organisation.
     */
    private Answer known(Organisations organisations, Answer answer) {
        if (answer.status() == FORBIDDEN && organisations.lacks(slug)) {
            throw new Failure(ExitCode.NOT_FOUND, "There is no organisation %s.".formatted(slug));
        }
        return answer;
    }

    private Answer send(Rest rest, URI address, Path file) {
        var answer = rest.post(address, scope(), upload(file));
        for (int attempt = 1; attempt < ATTEMPTS && answer.status() == 503; attempt++) {
            pause();
            answer = rest.post(address, scope(), upload(file));
        }
        return answer;
    }

    private String scope() {
        return "org:" + slug + " role:clinician";
    }

    private static Rest.Upload upload(Path file) {
        try {
            return new Rest.Upload(
                    "application/fhir+json",
                    BundleFiles.isCompressed(file) ? Optional.of("gzip") : Optional.empty(),
                    BodyPublishers.ofFile(file));
        } catch (FileNotFoundException e) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "%s cannot be read; check its rights.".formatted(file),
                    e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted; repeat the import to go on.", e);
        }
    }
}
