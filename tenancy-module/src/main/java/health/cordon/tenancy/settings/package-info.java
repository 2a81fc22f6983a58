/**
 * Configuration as it is read at start.
 *
 * <p>In: environment variables and system properties, through MicroProfile Config. Out: one typed
 * configuration record per room, built once. Always true: nothing starts while a fault is left;
 * every fault is one sentence that names the key and the fix, and never quotes a value, since a
 * value may be a secret.
 */
@NullMarked
package health.cordon.tenancy.settings;

import org.jspecify.annotations.NullMarked;
