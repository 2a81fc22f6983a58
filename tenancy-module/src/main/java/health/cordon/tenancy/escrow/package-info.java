/**
 * Escrow: an organisation's data keys, sealed for a recovery key whose private half is kept
 * offline, so that the loss of a wrapping key is not the loss of the records.
 *
 * <p>In: requests of platform administrators; the recovery public key of the configuration, and no
 * other. Out: compact JWEs that name whose data key they hold; data keys that came back, wrapped
 * with the organisation's key of today. Always true: no request chooses what data keys are sealed
 * for; nothing is handed out or taken that the platform's trail does not name; what comes back is
 * stored only if it is the very key of its row. Not here: the private key, which no server ever
 * sees, and objects in buckets, which S3 encrypts (decision 0020).
 */
@NullMarked
package health.cordon.tenancy.escrow;

import org.jspecify.annotations.NullMarked;
