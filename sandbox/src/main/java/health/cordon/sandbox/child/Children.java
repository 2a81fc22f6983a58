package health.cordon.sandbox.child;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of one sandbox, by name. */
public final class Children {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(40);
    private static final File NOTHING = new File("/dev/null");

    private final Path pids;
    private final Path logs;

    public Children(Path pids, Path logs) {
        this.pids = pids;
        this.logs = logs;
    }

    public Optional<ProcessHandle> running(String name) {
        return pidFile(name).process();
    }

    public ChildLog log(String name) {
        return new ChildLog(logs.resolve(name + ".log"));
    }

    /** Starts a process of its own session, which a key pressed in the terminal does not reach. */
    public ProcessHandle start(ChildSpec spec) {
        try {
            var log = log(spec.name());
            log.roll();
            var builder =
                    new ProcessBuilder(inOwnSession(spec.command()))
                            .directory(spec.directory().toFile())
                            .redirectInput(Redirect.from(NOTHING))
                            .redirectOutput(Redirect.appendTo(log.file().toFile()))
                            .redirectErrorStream(true);
            builder.environment().putAll(spec.environment());
            return remembered(spec.name(), builder.start().toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers a process that was not started here, such as the command itself. */
    public void adopt(String name, ProcessHandle process) {
        if (!pidFile(name).write(process)) {
            throw new IllegalStateException(name + " has already ended");
        }
    }

    public void forget(String name) {
        pidFile(name).delete();
    }

    /** Asks the process to end, waits, then insists. Does nothing to a process of somebody else. */
    public boolean stop(String name, Duration patience) {
        var process = running(name);
        process.ifPresent(handle -> end(handle, patience));
        forget(name);
        return process.isPresent();
    }

    private ProcessHandle remembered(String name, ProcessHandle process) {
        // A child that has ended already is noticed by whoever waits for it to be ready.
        pidFile(name).write(process);
        return process;
    }

    private static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            ended(process, AFTER_KILL);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        // Looks instead of waiting for the exit: a dead process that nobody has collected yet
        // counts as ended.
        while (ProcessIdentity.of(process).isPresent()) {
            if (System.nanoTime() > deadline || !slept()) {
                return false;
            }
        }
        return true;
    }

    private static boolean slept() {
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        var setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return command;
        }
        var wrapped = new ArrayList<String>(List.of(setsid.toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    private PidFile pidFile(String name) {
        return new PidFile(pids.resolve(name + ".pid"));
    }
}
