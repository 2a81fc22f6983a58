/**
 * The folder in which the sandbox keeps everything between runs: secrets, ports, data, logs.
 *
 * <p>Out: paths, and generated secrets that stay the same. Always true: what holds a secret is
 * readable by its owner alone and is replaced whole or not at all; two commands never change the
 * sandbox at the same time.
 */
@NullMarked
package health.cordon.sandbox.home;

import org.jspecify.annotations.NullMarked;
