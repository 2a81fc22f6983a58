package health.cordon.moves.rows;

import java.util.Set;

/**
 * What has arrived.
 *
 * @param bytes of the values, about
 * @param ids of the rows
 * @param last the id of the last row; empty for none
 */
public record Sent(long rows, long bytes, Set<String> ids, String last) {}
