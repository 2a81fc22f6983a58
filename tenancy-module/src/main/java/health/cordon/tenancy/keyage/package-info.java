/**
 * How old the wraps of an organisation's data keys are, and whether its schedule is kept.
 *
 * <p>In: the schedule of an organisation, the rows of its data keys. Out: figures per wrapping key,
 * and two gauges. Always true: nothing is opened, and no request waits for the gauges. Not here:
 * wrapping anew.
 */
@NullMarked
package health.cordon.tenancy.keyage;

import org.jspecify.annotations.NullMarked;
