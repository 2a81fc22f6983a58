/**
 * The verbs of the {@code cordon} command that talk to a running installation.
 *
 * <p>In: words on the command line. Out: one JSON document or plain sentences on stdout, progress
 * and errors on stderr, an exit code of {@link health.cordon.cli.outcome.ExitCode}. Always true:
 * everything goes through the published REST interface; no verb opens a database, a bucket or a
 * key. Not here: the verbs that start and stop the local sandbox.
 */
@NullMarked
package health.cordon.cli;

import org.jspecify.annotations.NullMarked;
