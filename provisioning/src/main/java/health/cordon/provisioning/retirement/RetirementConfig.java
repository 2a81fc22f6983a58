package health.cordon.provisioning.retirement;

import health.cordon.tenancy.settings.Settings;
import java.time.Duration;

/**
 * @param readOnly how long an organisation is read-only at least before it is destroyed
 * @param waiting how long the emptied database, the emptied bucket and the key are kept
 */
record RetirementConfig(Duration readOnly, Duration waiting) {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    static RetirementConfig from(Settings settings) {
        return new RetirementConfig(
                days(settings, "RETIREMENT_READ_ONLY_DAYS"),
                days(settings, "RETIREMENT_WAIT_DAYS"));
    }

    private static Duration days(Settings settings, String key) {
        return Duration.ofDays(settings.number(key, USUAL_DAYS, 0, MOST_DAYS));
    }
}
