/** Figures that are printed, never asserted: nothing here is a test. */
@NullMarked
package health.cordon.bench;

import org.jspecify.annotations.NullMarked;
