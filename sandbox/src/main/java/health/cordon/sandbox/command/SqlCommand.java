package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        description = "Run one SQL statement as the database administrator.",
        footer = "Rows are tab-separated with a header; binary values are hex.")
final class SqlCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Output output = new Output();

    @Option(
            names = "--db",
            required = true,
            paramLabel = "platform|shared|NAME",
            description = "Which database.")
    private String database = "";

    @Parameters(paramLabel = "STATEMENT", description = "One statement.")
    private String statement = "";

    @Override
    public Integer call() {
        var sandbox = Place.sandbox();
        if (output.isJson()) {
            printJson(sandbox.sql(database, statement));
        } else {
            var out = spec.commandLine().getOut();
            sandbox.sql(database, statement, out);
            out.flush();
        }
        return ExitCode.DONE.code();
    }

    /** The same cells, as an array of arrays of text. */
    private void printJson(String lines) {
        var json = JsonNodeFactory.instance.objectNode();
        var rows = lines.lines().map(line -> List.of(line.split("\t", -1))).toList();
        rows.get(0).forEach(json.putArray("columns")::add);
        var items = json.putArray("rows");
        rows.stream().skip(1).forEach(row -> row.forEach(items.addArray()::add));
        output.print(json, List.of());
    }
}
