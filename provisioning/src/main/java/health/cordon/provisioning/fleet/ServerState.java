package health.cordon.provisioning.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a server takes new databases. */
public enum ServerState {
    OPEN,
    /** What is there is served; nothing new comes. */
    DRAINING;

    @JsonValue
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ServerState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
