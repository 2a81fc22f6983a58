/** What the documents promise of the configuration; needs no server. */
@NullMarked
package health.cordon.system.configuration;

import org.jspecify.annotations.NullMarked;
