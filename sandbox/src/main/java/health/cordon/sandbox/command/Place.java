package health.cordon.sandbox.command;

import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.nio.file.Path;

/** Which sandbox is meant: the shell script says it by two variables. */
final class Place {
    private Place() {}

    static SandboxOptions options() {
        var project = Path.of(variable("CORDON_PROJECT", ".")).toAbsolutePath().normalize();
        return SandboxOptions.of(
                Path.of(variable("CORDON_HOME", project.resolve(".cordon").toString())), project);
    }

    static Sandbox sandbox() {
        return Sandbox.attach(options());
    }

    private static String variable(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
