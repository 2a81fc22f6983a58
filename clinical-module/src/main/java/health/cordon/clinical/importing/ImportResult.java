package health.cordon.clinical.importing;

import java.util.SortedMap;

/**
 * What became of a bundle.
 *
 * @param created new rows per table
 * @param unchanged per table, what was there already
 * @param ignored per FHIR resource type, what this product does not keep
 */
public record ImportResult(
        SortedMap<String, Integer> created,
        SortedMap<String, Integer> unchanged,
        SortedMap<String, Integer> ignored) {}
