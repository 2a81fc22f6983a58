package health.cordon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Tell how a job stands, and what came of it.")
final class JobsShow implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();
    @Mixin private JobWatching watching = new JobWatching();

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id = "";

    @Override
    public Integer call() {
        var jobs = Jobs.at(connection);
        return watching.show(jobs, output, jobs.get(id));
    }
}
