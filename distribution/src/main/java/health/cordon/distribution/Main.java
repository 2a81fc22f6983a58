package health.cordon.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.cli.Cordon;
import health.cordon.cli.TokenCommand;
import health.cordon.migration.MigrationVerbs;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.logging.Logger;

/** The {@code cordon} command of an installation. */
public final class Main {
    // Held, because the logging system forgets loggers that nobody refers to.
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] args) {
        // A library's message may quote a value; what a person needs is in the verb's own sentence.
        if (System.getenv("CORDON_DEBUG") == null) {
            Arrays.stream(ROOT.getHandlers()).forEach(ROOT::removeHandler);
        }
        var command =
                MigrationVerbs.addTo(Cordon.commandLine().addSubcommand(new TokenCommand()))
                        .setOut(new PrintWriter(System.out, true, UTF_8))
                        .setErr(new PrintWriter(System.err, true, UTF_8));
        // Libraries that greet the user on stdout would spoil what scripts read there.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        System.exit(command.execute(args));
    }
}
