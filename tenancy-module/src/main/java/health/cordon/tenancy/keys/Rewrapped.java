package health.cordon.tenancy.keys;

/**
 * A DEK that was wrapped again and is not stored yet.
 *
 * @param dek as it was read
 */
public record Rewrapped(Dek dek, WrappedDek wrapped, byte[] fingerprint) {}
