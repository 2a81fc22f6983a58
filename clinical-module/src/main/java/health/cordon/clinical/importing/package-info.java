/**
 * FHIR bundles in, clinical records out.
 *
 * <p>In: a Bundle, already read by {@code health.cordon.clinical.fhir}. Out: rows and objects of
 * the bound tenant, and counts. Always true: a bundle is taken whole or not at all; the same bundle
 * twice creates nothing twice; nothing in it can name a bucket or a key.
 */
@NullMarked
package health.cordon.clinical.importing;

import org.jspecify.annotations.NullMarked;
