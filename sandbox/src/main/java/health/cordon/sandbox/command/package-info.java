/**
 * The verbs of the local sandbox: start, end, look, sign in, make a database, a bucket or a key.
 *
 * <p>In: words on the command line. Out: what the contract says each verb prints. Not here: how any
 * of it is done; that is {@link health.cordon.sandbox.process.Sandbox}.
 */
@NullMarked
package health.cordon.sandbox.command;

import org.jspecify.annotations.NullMarked;
