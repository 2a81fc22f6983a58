package health.cordon.tenancy.keys;

/** What wraps an organisation's new DEKs. */
public sealed interface WrappingKey {
    /** A KMS key. */
    record Kms(String arn) implements WrappingKey {
        @Override
        public String name() {
            return arn;
        }
    }

    /** One of the {@code LOCAL_MASTER_KEYS}. */
    record Local(String id) implements WrappingKey {
        @Override
        public String name() {
            return WrappedDek.Local.TAG + id;
        }
    }

    /** The same as {@link WrappedDek#key()} of what it wraps. */
    String name();
}
