/**
 * An organisation's data keys, as platform staff handles them: their age, and escrow.
 *
 * <p>In: requests of platform staff. Out: figures, sealed data keys, and what became of those that
 * came back. Always true: nobody but a platform administrator gets any, and none that a server
 * could open. Not here: the lock of keys, which is a change of the organisation.
 */
@NullMarked
package health.cordon.admin.keys;

import org.jspecify.annotations.NullMarked;
