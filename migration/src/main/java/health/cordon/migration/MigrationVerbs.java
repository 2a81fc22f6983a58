package health.cordon.migration;

import health.cordon.cli.Cordon;
import health.cordon.cli.outcome.Failure;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.RunLast;

/** Adds the verbs that speak to a database to the command, whose own ones speak REST alone. */
public final class MigrationVerbs {
    private MigrationVerbs() {}

    public static CommandLine addTo(CommandLine cordon) {
        return Cordon.prepare(cordon.addSubcommand(new DbCommand()))
                .setExecutionStrategy(
                        parsed -> {
                            believe(cordon);
                            return new RunLast().execute(parsed);
                        });
    }

    /** Verbs that speak REST believe whom the server believes, too. */
    private static void believe(CommandLine cordon) {
        try {
            Authorities.install(((Cordon) cordon.getCommand()).environment());
        } catch (Failure e) {
            throw new ExecutionException(cordon, String.valueOf(e.getMessage()), e);
        }
    }
}
