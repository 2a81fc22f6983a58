package health.cordon.tenancy.token;

import org.jspecify.annotations.Nullable;

/** A token that proves nothing. Says why to the operator only. */
final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;
    private final @Nullable String organisation;
    private final String fingerprint;

    private TokenRefused(
            Fault fault, String fingerprint, @Nullable String organisation, @Nullable Throwable e) {
        super(fault.label(), e, false, false);
        this.fault = fault;
        this.fingerprint = fingerprint;
        this.organisation = organisation;
    }

    TokenRefused(Fault fault) {
        this(fault, null);
    }

    TokenRefused(Fault fault, @Nullable Throwable cause) {
        this(fault, "none", null, cause);
    }

    /** The same, with what is known about the token. */
    TokenRefused of(Fingerprint token, @Nullable String owner) {
        return new TokenRefused(fault, token.prefix(), owner, getCause());
    }

    Fault fault() {
        return fault;
    }

    String fingerprint() {
        return fingerprint;
    }

    @Nullable String organisation() {
        return organisation;
    }
}
