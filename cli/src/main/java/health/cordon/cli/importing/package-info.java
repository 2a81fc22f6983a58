/**
 * Files of bundles on their way to the server.
 *
 * <p>In: a file or a folder. Out: the files in the order in which they must go, and the sums of
 * what the server made of them. Always true: a file is streamed, never held whole.
 */
@NullMarked
package health.cordon.cli.importing;

import org.jspecify.annotations.NullMarked;
