package health.cordon.tenancy.keys;

/** Makes, wraps and unwraps DEKs with one kind of key. */
interface KeyProvider<K extends WrappingKey, W extends WrappedDek> {
    /**
     * A fresh DEK in both forms.
     *
     * @param plain 32 bytes, the caller's to wipe
     */
    record Generated(byte[] plain, WrappedDek wrapped) {}

    /**
     * @throws health.cordon.tenancy.http.ProblemException unavailable
     */
    Generated generate(K key, DekAddress address);

    /**
     * Wraps a DEK that is there already.
     *
     * @param plain stays the caller's to wipe
     * @throws health.cordon.tenancy.http.ProblemException unavailable
     */
    W wrap(K key, DekAddress address, byte[] plain);

    /**
     * The plain DEK, the caller's to wipe.
     *
     * @throws health.cordon.tenancy.http.ProblemException unavailable
     * @throws IllegalStateException when it was wrapped for another address
     */
    byte[] unwrap(W wrapped, DekAddress address);
}
