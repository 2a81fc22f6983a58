/**
 * This node's part of the jobs: a Jakarta Batch execution for each job that has something to do,
 * whose partitions take ranges until none is left.
 *
 * <p>In: job requests that run. Out: work on leased ranges. Always true: an execution without a job
 * request that runs does nothing and fails, whoever started it; what an execution says of itself is
 * a hint, the rows are the truth. Not here: what a job does (decision 0021).
 */
@NullMarked
package health.cordon.batch.run;

import org.jspecify.annotations.NullMarked;
