/**
 * Processes that outlive the command which started them: how they are started, recognised and
 * ended.
 *
 * <p>In: a command line. Out: a running process with a log file and a record of its identity.
 * Always true: a process is ended only when its recorded identity (pid and start) is still that of
 * the process with this pid, so a number that the system gave to somebody else is never signalled;
 * children hold neither the caller's input nor its output.
 */
@NullMarked
package health.cordon.sandbox.child;

import org.jspecify.annotations.NullMarked;
