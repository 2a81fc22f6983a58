package health.cordon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Begin nothing more for a job; what is under way ends.")
final class JobsStop implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id = "";

    @Override
    public Integer call() {
        var jobs = Jobs.at(connection);
        var job = jobs.tell(id, "stop");
        output.print(job, JobLines.of(job));
        return 0;
    }
}
