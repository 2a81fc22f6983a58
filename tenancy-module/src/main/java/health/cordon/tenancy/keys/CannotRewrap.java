package health.cordon.tenancy.keys;

import org.jspecify.annotations.Nullable;

/** A DEK could not be wrapped with another key; it stays as it is. */
public final class CannotRewrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is to be done about it. */
    public enum Kind {
        /** This server lacks a right; whoever owns the key grants it. */
        DENIED,
        /** The key is disabled, due for deletion, or gone. */
        UNUSABLE,
        /** KMS throttles, fails or does not answer; the same call may go well in a moment. */
        UNAVAILABLE,
        /** The row does not hold a DEK that was made for it, or KMS gave back another one. */
        BROKEN
    }

    private final Kind kind;
    private final String key;
    private final String permission;

    CannotRewrap(Kind kind, String key, String permission, @Nullable Throwable cause) {
        super("a DEK cannot be wrapped anew: " + kind, cause);
        this.kind = kind;
        this.key = key;
        this.permission = permission;
    }

    public Kind kind() {
        return kind;
    }

    /** The key that it fails with, as {@link WrappedDek#key()} names it. */
    public String key() {
        return key;
    }

    /** The right that the call needs on that key, such as {@code kms:ReEncryptFrom}. */
    public String permission() {
        return permission;
    }
}
