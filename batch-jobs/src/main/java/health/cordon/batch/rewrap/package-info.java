/**
 * The job that wraps an organisation's data keys with another key, and says what then depends on
 * the old one.
 *
 * <p>In: a job request with its target; ranges of data keys. Out: rows whose DEK opens with the
 * target; a report. Always true: an old form goes only for a new one that was unwrapped and
 * compared, in one statement that finds the old one still there; the report's figures come from the
 * databases and not from the job's own bookkeeping. Not here: keys themselves, which are tenancy's
 * (decision 0021).
 */
@NullMarked
package health.cordon.batch.rewrap;

import org.jspecify.annotations.NullMarked;
