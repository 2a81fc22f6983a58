package health.cordon.moves.rows;

/** One row of one table. */
public record RowKey(String table, String id) {}
