package health.cordon.tenancy.http;

/** The problems that a caller can meet (RFC 9457); their titles never vary. */
public enum Problem {
    INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
    INVALID_CURSOR(400, "invalid-cursor", "The cursor does not belong to this list"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid bearer token is required"),
    FORBIDDEN(403, "forbidden", "The token does not allow this"),
    ORGANISATION_SUSPENDED(403, "organisation-suspended", "The organisation is suspended"),
    ORGANISATION_READ_ONLY(
            403, "organisation-read-only", "The organisation is retiring; nothing is changed"),
    NOT_FOUND(404, "not-found", "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This resource has no such verb"),
    NOT_ACCEPTABLE(406, "not-acceptable", "The answer has no such form"),
    CONFLICT(409, "conflict", "The request conflicts with what is there"),
    READ_ONLY_PERIOD(
            409, "read-only-period", "The organisation has not been read-only for long enough"),
    MANAGED_HOME(409, "managed-home", "Only a move changes the database of this organisation"),
    PREFIX_SEARCH_OFF(409, "prefix-search-off", "The search by first letters is switched off"),
    NO_SERVER(409, "no-server", "No database server of the region takes another database"),
    CROSS_REGION(409, "cross-region", "Database, bucket and key would be in different regions"),
    BEING_TAKEN_BACK(
            409, "being-taken-back", "What was made of this organisation is being taken back"),
    NO_CONNECTION_KEY(
            409,
            "no-connection-key",
            "No connection can be kept; the operator sets CONNECTION_ENCRYPTION_KEYS"),
    CREDENTIALS_BY_HAND(
            409,
            "credentials-by-hand",
            "These passwords are exchanged by hand: make a second account, migrate, replace the URL"),
    ESCROW_NOT_SET_UP(
            409, "escrow-not-set-up", "Escrow is not set up; the operator names a recovery key"),
    PREFLIGHT_FAILED(409, "preflight-failed", "A resource cannot be used as it is; see the checks"),
    IDEMPOTENCY_KEY_REUSED(
            409, "idempotency-key-reused", "The Idempotency-Key came with another request before"),
    PRECONDITION_FAILED(412, "precondition-failed", "The resource has changed since it was read"),
    TOO_LARGE(413, "too-large", "The body is larger than allowed"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body has no accepted type"),
    PRECONDITION_REQUIRED(428, "precondition-required", "An If-Match header is required"),
    INTERNAL(500, "internal", "Something failed; quote the instance to the operator"),
    KEYS_LOCKED(503, "keys-locked", "The keys of the organisation are locked"),
    UNAVAILABLE(503, "unavailable", "The service is not available now; try again");

    private static final int FIRST_OF_SERVER = 500;

    private final int status;
    private final String name;
    private final String title;

    Problem(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** Whether it says something of what was asked for, and nothing of this server. */
    public boolean isCallers() {
        return status < FIRST_OF_SERVER;
    }

    /** The {@code type} member. */
    public String type() {
        return "urn:cordon:problem:" + name;
    }

    public String title() {
        return title;
    }
}
