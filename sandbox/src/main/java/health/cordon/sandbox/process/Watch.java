package health.cordon.sandbox.process;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Stays with a sandbox and starts again what dies, until it is interrupted; then ends all of it.
 * What dies over and over is tried ever more slowly.
 */
public final class Watch {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final Consumer<String> progress;
    private Duration pause = FIRST_PAUSE;
    private long lastDeath = System.nanoTime() - CALM.toNanos();

    public Watch(Sandbox sandbox, Consumer<String> progress) {
        this.sandbox = sandbox;
        this.progress = progress;
    }

    public void untilInterrupted() {
        sandbox.supervise();
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            // This is how it is asked to end; the flag stays down, for ending takes a moment.
            progress.accept("Ending everything.");
        } finally {
            sandbox.close();
        }
    }

    private void look() throws InterruptedException {
        var dead = sandbox.dead();
        if (dead.isEmpty()) {
            return;
        }
        calmDown();
        progress.accept(
                "%s died; started again in %d s."
                        .formatted(String.join(", ", dead), pause.toSeconds()));
        Thread.sleep(pause.toMillis());
        mend();
    }

    private void mend() throws InterruptedException {
        try {
            sandbox.mend(progress);
        } catch (RuntimeException e) {
            progress.accept(String.valueOf(e.getMessage()));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void calmDown() {
        boolean calm = System.nanoTime() - lastDeath > CALM.toNanos();
        var doubled = pause.multipliedBy(2);
        pause = calm ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        lastDeath = System.nanoTime();
    }
}
