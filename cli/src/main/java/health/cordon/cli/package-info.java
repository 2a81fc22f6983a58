/** The cordon command; talks REST only. */
@NullMarked
package health.cordon.cli;

import org.jspecify.annotations.NullMarked;
