/**
 * Keeps erased patients erased, and certifies it.
 *
 * <p>In: each clinical database that opens on this node, and once a minute each that serves. Out:
 * patients that an old copy brought back are erased again, and named in their organisation's trail;
 * intents whose key is gone, or that a crash left, are settled; a certificate per patient. Always
 * true: a database that shows fewer erasures than the list serves nobody before it was compared; a
 * tenant of which nothing was restored costs one read of one row; nothing of this is done by a
 * request. Not here: the erasure itself, which is the room of patients. Decision: 0019.
 */
@NullMarked
package health.cordon.clinical.erasure;

import org.jspecify.annotations.NullMarked;
