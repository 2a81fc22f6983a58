package health.cordon.moves.engine;

import health.cordon.moves.proof.Difference;
import java.time.Duration;
import java.util.List;

/**
 * How an attempt to change the home has ended.
 *
 * @param length how long nobody could write; zero where the home was not closed
 * @param differences that were found while it was closed
 */
public record Pause(Outcome outcome, Duration length, List<Difference> differences) {
    /** What came of it. */
    public enum Outcome {
        /** The target is the home. */
        MOVED,
        /** It took too long, or writers did not end; the home is where it was. */
        BACKED_OFF,
        /** The two are not the same; the home is where it was. */
        DIFFERS
    }

    static Pause backedOff(Duration length) {
        return new Pause(Outcome.BACKED_OFF, length, List.of());
    }
}
