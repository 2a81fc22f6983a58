package health.cordon.clinical.fhir;

/**
 * A bundle that is refused: why, and where.
 *
 * <p>It has no cause on purpose. The messages of the JSON and FHIR libraries quote what they read,
 * and that may be a patient's name.
 */
public final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a bundle is refused. */
    public enum Reason {
        /** There is nothing. */
        EMPTY,
        /** Not JSON, or it breaks off. */
        NOT_JSON,
        /** What should be gzip is not, or breaks off. */
        NOT_GZIP,
        /** JSON, but not shaped like a resource. */
        MALFORMED,
        /** JSON, but another thing than a Bundle. */
        NOT_A_BUNDLE,
        /** Beyond one of the {@link BundleLimits}. */
        TOO_LARGE,
        /** A resource in it breaks the rules of FHIR or of this product. */
        INVALID_RESOURCE
    }

    private final Reason reason;
    private final String pointer;

    BundleException(Reason reason, String pointer) {
        super(reason + " at " + (pointer.isEmpty() ? "/" : pointer));
        this.reason = reason;
        this.pointer = pointer;
    }

    public Reason reason() {
        return reason;
    }

    /** Where, as an RFC 6901 pointer; empty for the whole document. */
    public String pointer() {
        return pointer;
    }
}
