/** FHIR bundles: taken whole, once, or not at all. */
@NullMarked
package health.cordon.system.importing;

import org.jspecify.annotations.NullMarked;
