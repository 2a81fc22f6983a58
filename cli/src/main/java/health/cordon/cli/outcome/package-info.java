/**
 * How a command ends: an exit code and, unless it is done, one sentence that says what to do next.
 *
 * <p>Always true: a sentence never quotes a secret, a token or the text of another party's error.
 */
@NullMarked
package health.cordon.cli.outcome;

import org.jspecify.annotations.NullMarked;
