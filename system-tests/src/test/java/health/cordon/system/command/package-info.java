/** The command beside a running server, as people call it. */
@NullMarked
package health.cordon.system.command;

import org.jspecify.annotations.NullMarked;
