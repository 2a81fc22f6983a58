package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import org.jspecify.annotations.Nullable;

/** After how many days an organisation's data keys are to be wrapped anew. */
final class RewrapDays {
    private static final String FIELD = "rewrapDays";
    private static final String NONE = "none";
    private static final int MOST = 3650;

    private RewrapDays() {}

    /** For people. */
    static String of(JsonNode organisation) {
        return organisation.hasNonNull(FIELD)
                ? "after %s days".formatted(organisation.path(FIELD).asText())
                : "no schedule";
    }

    /**
     * Puts what is wished, else what was there, into a change.
     *
     * @param wish a number of days, {@code none}, or null
     */
    static void put(ObjectNode change, JsonNode before, @Nullable String wish) {
        if (wish == null) {
            if (before.hasNonNull(FIELD)) {
                change.set(FIELD, before.get(FIELD));
            }
        } else if (wish.equals(NONE)) {
            change.putNull(FIELD);
        } else {
            change.put(FIELD, days(wish));
        }
    }

    private static int days(String wish) {
        if (wish.matches("[1-9][0-9]{0,3}") && Integer.parseInt(wish) <= MOST) {
            return Integer.parseInt(wish);
        }
        throw new Failure(
                ExitCode.WRONG_USAGE, "Give --rewrap-days a number from 1 to 3650, or none.");
    }
}
