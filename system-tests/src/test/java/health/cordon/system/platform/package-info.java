/**
 * The product as its users meet it: the built archive on a real server, with a real database, S3,
 * KMS and issuer beside it, all in processes of their own.
 *
 * <p>In: what the build made. Out: one {@link health.cordon.system.platform.Platform} for all tests
 * of a run. Always true: it is started once, on free ports, in the build's own folder; every test
 * makes the organisations that it needs, so no test sees another's; all of it ends with the run,
 * however the run ends.
 */
@NullMarked
package health.cordon.system.platform;

import org.jspecify.annotations.NullMarked;
