package health.cordon.clinical.erasure;

import health.cordon.clinical.erasure.ErasureCertificate.Copy;
import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.OtherCopies.Look;
import health.cordon.tenancy.erasure.OtherCopies.Seen;
import java.util.ArrayList;
import java.util.List;

/** Says of each place outside of this platform's reach what it may hold, and what to do there. */
final class PossibleCopies {
    private PossibleCopies() {}

    static List<Copy> of(Erasure erasure, long pending, List<Look> looks) {
        var copies = new ArrayList<Copy>();
        boolean known = looks.stream().allMatch(look -> look.seen() == Seen.NOTHING);
        copies.add(bucket(pending, known));
        looks.forEach(look -> copies.add(database(look)));
        copies.add(
                new Copy(
                        "database-backups",
                        "Backups, replicas and binary logs of the clinical database from before"
                                + " the erasure may hold the rows and the wrapped data key, which "
                                + erasure.wrappedBy()
                                + " opens.",
                        "Keep them no longer than you must. A database that is restored from one"
                                + " erases the patient again before it serves."));
        copies.add(
                new Copy(
                        "key-escrow",
                        "An export of data keys from before the erasure may hold this one.",
                        "Make a new export and destroy the older ones."));
        copies.add(
                new Copy(
                        "node-memory",
                        "A node may hold the opened data key until its cache lets it go, and finds"
                                + " no row to open with it.",
                        "Nothing."));
        return copies;
    }

    /**
     * @param known whether nothing of the patient is in other databases, where removals could wait
     */
    private static Copy bucket(long pending, boolean known) {
        if (pending == 0 && !known) {
            return new Copy(
                    "bucket",
                    "No removal waits in the database that serves; of the others see below.",
                    "Look for objects that rows in those databases name.");
        }
        return new Copy(
                "bucket",
                pending == 0
                        ? "The store has removed every object with its versions."
                        : "The store has still to remove " + pending + " objects.",
                pending == 0
                        ? "Remove what the bucket replicates or backs up elsewhere."
                        : "Nothing: it is tried again by itself. See the log if it stays.");
    }

    private static Copy database(Look look) {
        return switch (look.seen()) {
            case NOTHING ->
                    new Copy("database", "Nothing is in " + look.database() + ".", "Nothing.");
            case ROWS ->
                    new Copy(
                            "database",
                            "Rows were left behind in "
                                    + look.database()
                                    + " when the organisation left it.",
                            "They go within a minute after it serves the organisation again, and"
                                    + " before that where it serves nobody else. If it never will,"
                                    + " have its administrator delete the organisation's rows.");
            case UNKNOWN ->
                    new Copy(
                            "database",
                            "Not known of " + look.database() + ": it did not answer in time.",
                            "Ask again when it does. Rows that are there go within a minute after it"
                                    + " serves the organisation again.");
        };
    }
}
