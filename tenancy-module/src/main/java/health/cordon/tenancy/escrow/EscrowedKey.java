package health.cordon.tenancy.escrow;

import health.cordon.tenancy.keys.Dek;
import java.util.UUID;

/**
 * A data key for the recovery key's holder.
 *
 * @param jwe a compact JWE
 */
public record EscrowedKey(UUID dek, Dek.Purpose purpose, String jwe) {}
