package health.cordon.migration;

import health.cordon.cli.Cordon;
import picocli.CommandLine;

/** Adds the verbs that speak to a database to the command, whose own ones speak REST alone. */
public final class MigrationVerbs {
    private MigrationVerbs() {}

    public static CommandLine addTo(CommandLine cordon) {
        return Cordon.prepare(cordon.addSubcommand(new DbCommand()));
    }
}
