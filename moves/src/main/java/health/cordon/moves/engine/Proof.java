package health.cordon.moves.engine;

import health.cordon.moves.proof.Difference;
import health.cordon.moves.proof.Root;
import java.util.List;
import java.util.SortedMap;

/**
 * What a comparison of all rows has shown.
 *
 * @param source the root of each table, there
 * @param target likewise
 * @param differences that stayed when all that was written meanwhile had arrived
 */
public record Proof(
        SortedMap<String, Root> source,
        SortedMap<String, Root> target,
        List<Difference> differences) {}
