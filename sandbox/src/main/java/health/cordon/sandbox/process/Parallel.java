package health.cordon.sandbox.process;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs a few tasks side by side; the first failure is the answer, an interrupt ends them all. */
final class Parallel {
    private static final long LIMIT_SECONDS = 10;

    private Parallel() {}

    static void run(List<Runnable> tasks) {
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            var results =
                    threads.invokeAll(
                            tasks.stream().<Callable<Object>>map(Executors::callable).toList());
            for (Future<Object> result : results) {
                result.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted while starting.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } finally {
            end(threads);
        }
    }

    /** Returns when no task runs any more, so that what they started is known. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
