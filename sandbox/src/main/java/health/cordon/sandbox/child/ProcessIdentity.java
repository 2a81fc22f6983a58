package health.cordon.sandbox.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells one process from a later one with the same pid.
 *
 * <p>On Linux it is the boot and the tick of the start, which no change of the clock can move;
 * elsewhere the instant of the start.
 */
record ProcessIdentity(long pid, String start) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    // Fields of /proc/PID/stat after the command's closing parenthesis; the start is the 22nd.
    private static final int START_FIELD = 22 - 3;

    static Optional<ProcessIdentity> of(ProcessHandle process) {
        return process.isAlive()
                ? startOf(process).map(start -> new ProcessIdentity(process.pid(), start))
                : Optional.empty();
    }

    static Optional<ProcessIdentity> parse(String text) {
        var parts = text.strip().split(" ", 2);
        return parts.length == 2 && parts[0].matches("[0-9]{1,18}")
                ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                : Optional.empty();
    }

    /** The process, when it is still the same one. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(handle -> of(handle).equals(Optional.of(this)));
    }

    String format() {
        return pid + " " + start + "\n";
    }

    private static Optional<String> startOf(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.isReadable(BOOT)) {
            return process.info().startInstant().map(Object::toString);
        }
        try {
            var line = Files.readString(stat);
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            boolean zombie = "Z".equals(fields[0]);
            return zombie
                    ? Optional.empty()
                    : Optional.of(Files.readString(BOOT).strip() + "/" + fields[START_FIELD]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
