package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said, and which code is returned, when a verb does not succeed: a sentence on stderr,
 * and, with {@code --json}, the one document that scripts wait for on stdout.
 */
final class Endings {
    private static final String JSON = "--json";

    private Endings() {}

    static int failed(Exception problem, CommandLine command, ParseResult parsed) {
        var known = problem instanceof Failure failure ? failure : null;
        var sentence = known == null ? unexpected(problem) : String.valueOf(known.getMessage());
        var code = known == null ? ExitCode.FAILED : known.exitCode();
        say(command, parsed.originalArgs(), sentence, code);
        if (System.getenv("CORDON_DEBUG") != null) {
            problem.printStackTrace(command.getErr());
        }
        return code.code();
    }

    static int wrongUsage(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        var sentence =
                "%s See %s --help."
                        .formatted(
                                sentence(words(problem)), command.getCommandSpec().qualifiedName());
        say(command, List.of(arguments), sentence, ExitCode.WRONG_USAGE);
        return ExitCode.WRONG_USAGE.code();
    }

    private static void say(
            CommandLine command, List<String> arguments, String sentence, ExitCode code) {
        command.getErr().println(Printable.of(sentence));
        command.getErr().flush();
        var cordon = (Cordon) command.getCommandSpec().root().userObject();
        if (arguments.contains(JSON) && !cordon.hasAnswered()) {
            var document = JsonNodeFactory.instance.objectNode();
            document.putObject("error").put("message", sentence).put("code", code.code());
            command.getOut().println(document);
            command.getOut().flush();
        }
    }

    /** A word where a verb belongs is a verb that does not exist. */
    private static String words(ParameterException problem) {
        var groups = !problem.getCommandLine().getSubcommands().isEmpty();
        if (groups && problem instanceof UnmatchedArgumentException unknown) {
            var word = unknown.getUnmatched().get(0);
            if (!word.startsWith("-")) {
                return "There is no such verb: %s.".formatted(word);
            }
        }
        return String.valueOf(problem.getMessage());
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
