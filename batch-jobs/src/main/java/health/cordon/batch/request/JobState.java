package health.cordon.batch.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a job stands. */
public enum JobState {
    /** Asked for; nodes work on it, or will within seconds. */
    RUNNING,
    /** Nothing new is begun; what is under way ends. */
    STOPPING,
    /** Nobody works on it, until it is restarted. */
    STOPPED,
    /** Some of it could not be done; it may be restarted. */
    FAILED,
    /** Done. */
    COMPLETED,
    /** Given up. What was done stays done. */
    ABANDONED,
    /**
     * Running, only that nobody works for its organisation now: it is suspended, or its keys are
     * locked. Never stored.
     */
    PAUSED;

    @JsonValue
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** Whether a restart makes it run. */
    public boolean isRestartable() {
        return this == STOPPED || this == FAILED;
    }

    /** Whether nothing will ever be done for it again. */
    public boolean hasEnded() {
        return this == COMPLETED || this == ABANDONED;
    }
}
