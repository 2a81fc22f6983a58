/**
 * The {@code cordon} command as hospital IT gets it: the verbs for a running installation and those
 * for a database made by hand. Not here: the sandbox.
 */
@NullMarked
package health.cordon.distribution;

import org.jspecify.annotations.NullMarked;
