package health.cordon.cli;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is said, and which code is returned, when a verb does not succeed. */
final class Endings {
    private Endings() {}

    @SuppressWarnings("unused")
    static int failed(Exception problem, CommandLine command, ParseResult parsed) {
        var known = problem instanceof Failure failure ? failure : null;
        command.getErr().println(known == null ? unexpected(problem) : known.getMessage());
        if (System.getenv("CORDON_DEBUG") != null) {
            problem.printStackTrace(command.getErr());
        }
        return (known == null ? ExitCode.FAILED : known.exitCode()).code();
    }

    @SuppressWarnings("unused")
    static int wrongUsage(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        command.getErr()
                .println(
                        "%s See %s --help."
                                .formatted(
                                        sentence(String.valueOf(problem.getMessage())),
                                        command.getCommandSpec().qualifiedName()));
        return ExitCode.WRONG_USAGE.code();
    }

    /** The type alone: a message of unknown origin may quote a value. */
    private static String unexpected(Exception problem) {
        return "Something unexpected happened (%s); set CORDON_DEBUG=1 and repeat to see where."
                .formatted(problem.getClass().getSimpleName());
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
