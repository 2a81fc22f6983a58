package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Mixed into every verb: one JSON document on stdout when asked for, else text for a person. */
public final class Output {
    @Spec(Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused")
    private boolean help;

    /** Prints the one or the other. */
    public void print(JsonNode document, Iterable<String> lines) {
        var out = verb.commandLine().getOut();
        if (isJson()) {
            out.println(document);
            cordon().answered();
        } else {
            lines.forEach(line -> out.println(Printable.of(line)));
        }
        out.flush();
    }

    /** Says something on the way; never on stdout. */
    public void progress(String line) {
        var err = verb.commandLine().getErr();
        err.println(Printable.of(line));
        err.flush();
    }

    public boolean isJson() {
        return json || cordon().isJson();
    }

    private Cordon cordon() {
        return (Cordon) verb.root().userObject();
    }
}
