/**
 * REST with a sign-in: where the installation is, how a token is had, how answers are read.
 *
 * <p>In: environment variables, or the file that the sandbox leaves for its own command. Out: JSON
 * answers, or a {@link health.cordon.cli.outcome.Failure} with the exit code of the contract.
 * Always true: every request has a time-out, no redirect is followed, no answer is read past a
 * bound, and nothing secret travels without TLS except to this machine itself.
 */
@NullMarked
package health.cordon.cli.remote;

import org.jspecify.annotations.NullMarked;
