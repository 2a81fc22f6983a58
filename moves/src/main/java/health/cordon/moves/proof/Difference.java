package health.cordon.moves.proof;

/** A row that is not the same on both sides. Names ids, and no value. */
public record Difference(String table, String id, Kind kind) {
    /** What is wrong with it at the target. */
    public enum Kind {
        MISSING,
        EXTRA,
        OTHER
    }
}
