package health.cordon.sandbox.process;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.child.Port;
import health.cordon.sandbox.home.Ports;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Sees to it that services run, and remembers which of them it started. */
final class Runner {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Children children;
    private final Ports ports;
    private final Consumer<String> progress;
    private final Deque<Service> started = new ArrayDeque<>();

    Runner(Children children, Ports ports, Consumer<String> progress) {
        this.children = children;
        this.ports = ports;
        this.progress = progress;
    }

    void ensure(Service service) {
        var running = children.running(service.name());
        if (running.isPresent() && service.stale()) {
            progress.accept(line(service, "is out of date; it is started again"));
            children.stop(service.name(), service.stopLimit());
        } else if (running.isPresent()) {
            awaitReady(service, running.get());
            progress.accept(line(service, "runs already"));
            return;
        }
        long begin = System.nanoTime();
        start(service);
        progress.accept(line(service, "ready after %.1f s".formatted(secondsSince(begin))));
    }

    /** Before anything is started, so that a busy port costs no time. */
    void requirePorts(Service service) {
        if (children.running(service.name()).isEmpty()) {
            for (var port : service.ports()) {
                Port.requireFree(ports.of(port), port.option(), port.variable());
            }
        }
    }

    boolean startedAnything() {
        return !started.isEmpty();
    }

    /** Ends what this runner started, the last first. */
    void undo() {
        // An interrupt has been obeyed by coming here; ending things properly takes a moment.
        boolean interrupted = Thread.interrupted();
        while (startedAnything()) {
            var service = started.pop();
            children.stop(service.name(), service.stopLimit());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Service service) {
        requirePorts(service);
        var spec = service.prepare();
        synchronized (started) {
            started.push(service);
        }
        awaitReady(service, children.start(spec));
    }

    private void awaitReady(Service service, ProcessHandle process) {
        long deadline = System.nanoTime() + service.startLimit().toNanos();
        while (!service.ready()) {
            if (children.running(service.name()).isEmpty()) {
                throw failed(service, "ended while it was starting");
            }
            if (service.hopeless()) {
                throw failed(service, "could not start the application");
            }
            if (System.nanoTime() > deadline) {
                throw failed(
                        service,
                        "(process %d) was not ready within %d s"
                                .formatted(process.pid(), service.startLimit().toSeconds()));
            }
            pause();
        }
    }

    private Failure failed(Service service, String what) {
        var said = service.trouble();
        var log = children.log(service.name()).file();
        return new Failure(
                ExitCode.FAILED,
                said.isEmpty()
                        ? "The %s %s; %s says why.".formatted(service.name(), what, log)
                        : "The %s %s: %s (more in %s)"
                                .formatted(service.name(), what, String.join(" ", said), log));
    }

    private static String line(Service service, String text) {
        return "%-10s %s".formatted(service.name(), text);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted while starting.", e);
        }
    }
}
