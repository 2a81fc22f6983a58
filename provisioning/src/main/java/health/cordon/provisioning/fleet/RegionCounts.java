package health.cordon.provisioning.fleet;

/**
 * The servers of a region, none of which has a place.
 *
 * @param full those that hold as many databases as they may
 * @param draining those that take no new ones
 */
public record RegionCounts(int full, int draining) {}
