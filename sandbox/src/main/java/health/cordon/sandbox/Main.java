package health.cordon.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.cli.Cordon;
import health.cordon.sandbox.command.SandboxVerbs;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The {@code cordon} command with the verbs of the local sandbox. */
public final class Main {
    // Held, because the logging system forgets loggers that nobody refers to.
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && "serve".equals(args[0])) {
            ROOT.setLevel(Level.WARNING);
            Serve.run(Arrays.asList(args).subList(1, args.length));
        } else {
            silenceLogs();
            System.exit(command().execute(args));
        }
    }

    /** Handlers rather than levels: a library may set the level of its own logger. */
    private static void silenceLogs() {
        if (System.getenv("CORDON_DEBUG") == null) {
            Arrays.stream(ROOT.getHandlers()).forEach(ROOT::removeHandler);
        }
    }

    private static CommandLine command() {
        var command =
                SandboxVerbs.addTo(Cordon.commandLine())
                        .setOut(new PrintWriter(System.out, true, UTF_8))
                        .setErr(new PrintWriter(System.err, true, UTF_8));
        // Libraries that greet the user on stdout would spoil what scripts read there.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        return command;
    }
}
