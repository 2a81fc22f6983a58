package health.cordon.batch.run;

import java.time.Duration;

/** How a worker learns that it is to end, and waits. */
public interface Interruption {
    /** Whether to begin nothing more. */
    boolean isWanted();

    /** Waits; returns early when it is interrupted. */
    void pause(Duration moment);
}
