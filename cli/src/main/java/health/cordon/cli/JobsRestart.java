package health.cordon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Go on with a job that has stopped or failed.")
final class JobsRestart implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();
    @Mixin private JobWatching watching = new JobWatching();

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id = "";

    @Override
    public Integer call() {
        var jobs = Jobs.at(connection);
        var job = jobs.tell(id, "restart");
        return watching.show(jobs, output, job);
    }
}
