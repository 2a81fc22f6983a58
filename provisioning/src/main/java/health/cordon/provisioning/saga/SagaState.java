package health.cordon.provisioning.saga;

import java.util.Locale;

/** How far the making of an organisation is. */
enum SagaState {
    RUNNING,
    DONE,
    /** It is taken back, and not gone on with. */
    ABORTING;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SagaState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
