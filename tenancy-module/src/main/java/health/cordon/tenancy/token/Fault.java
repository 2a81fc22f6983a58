package health.cordon.tenancy.token;

import java.util.Locale;

/** Why somebody was refused: for the operator's log and metrics, never for the caller. */
public enum Fault {
    /** No bearer token, or more than one. */
    NO_TOKEN,
    /** Not a signed JWT of a reasonable size. */
    MALFORMED,
    /** The header names a key to trust, an extension, or an algorithm that is not accepted. */
    HEADER,
    /** From an issuer that nobody is vouched for by. */
    ISSUER,
    /** Not signed by a key that the issuer publishes now. */
    SIGNATURE,
    /** The issuer's keys cannot be had, which is no fault of the token. */
    KEYS_AWAY,
    /** Over, or not yet valid, or valid for too long. */
    TIME,
    /** Another claim is missing or wrong. */
    CLAIM,
    /** An organisation's issuer spoke for another organisation, or for the platform. */
    BEYOND_ITS_REALM,
    /** The organisation is foreign, unknown or unsaid. */
    ORGANISATION,
    /** The organisation is suspended. */
    SUSPENDED,
    /** The organisation is retiring, and something was to be changed. */
    READ_ONLY,
    /** The verb asks for another role. */
    ROLE,
    /** A page of another site made a browser ask. */
    CROSS_SITE;

    /** As a label: lower-case, with hyphens. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
