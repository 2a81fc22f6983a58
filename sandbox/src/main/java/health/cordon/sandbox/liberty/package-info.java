/**
 * The application server as a child process: Open Liberty with the built archive.
 *
 * <p>In: the project's {@code server.xml}, its archive, the environment file. Out: a command line
 * to run, and what the server said about itself. Always true: files of a running server are not
 * touched.
 */
@NullMarked
package health.cordon.sandbox.liberty;

import org.jspecify.annotations.NullMarked;
