/**
 * Databases that are ready before anybody asks for them.
 *
 * <p>In: how many each server should have. Out: migrated databases that are nobody's. Always true:
 * they count as places that are taken; one is given away once; those of a draining server are taken
 * away. Not here: who gets one.
 */
@NullMarked
package health.cordon.provisioning.stock;

import org.jspecify.annotations.NullMarked;
