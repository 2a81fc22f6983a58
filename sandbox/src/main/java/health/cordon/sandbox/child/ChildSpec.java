package health.cordon.sandbox.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What to run. The environment is added to the caller's; secrets do not belong in the command. */
public record ChildSpec(
        String name, List<String> command, Map<String, String> environment, Path directory) {
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
