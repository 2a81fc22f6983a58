package health.cordon.batch.lease;

import java.util.Locale;

/** What is to be done with a range, in the order in which it is done. */
public enum RangeKind {
    /** Looks at what is there; the first of all. */
    PREPARE,
    /** Goes through the items of the range. */
    WORK,
    /** Ends the job, or begins anew; when nothing else is left. */
    FINISH;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RangeKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
