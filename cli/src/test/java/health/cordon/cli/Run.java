package health.cordon.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** One run of the command: its exit code and what it printed where. */
record Run(int code, String out, String err) {

    static Run in(Path home, String... words) {
        return with(Map.of("CORDON_HOME", home.toString()), words);
    }

    static Run with(Map<String, String> environment, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Cordon.commandLine(environment::get)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(words);
        return new Run(code, out.toString(), err.toString());
    }
}
