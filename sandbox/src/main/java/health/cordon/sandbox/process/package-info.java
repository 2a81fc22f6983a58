/**
 * The whole sandbox: what starts before what, what it is configured with, how it is kept alive.
 *
 * <p>In: {@link health.cordon.sandbox.process.SandboxOptions}. Out: a running database, S3, KMS,
 * issuer and application server, or a {@link health.cordon.cli.outcome.Failure} with nothing left
 * running that was not running before. Always true: every step may be repeated, and only mends what
 * is missing; only processes that the sandbox itself started are ever ended.
 */
@NullMarked
package health.cordon.sandbox.process;

import org.jspecify.annotations.NullMarked;
