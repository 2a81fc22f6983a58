package health.cordon.sandbox.issuer;

/** A refusal of the token endpoint, named as RFC 6749 names it. */
final class OauthFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    private OauthFault(int status, String error) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
    }

    static OauthFault invalidRequest() {
        return new OauthFault(400, "invalid_request");
    }

    static OauthFault invalidClient() {
        return new OauthFault(401, "invalid_client");
    }

    static OauthFault unsupportedGrantType() {
        return new OauthFault(400, "unsupported_grant_type");
    }

    static OauthFault invalidScope() {
        return new OauthFault(400, "invalid_scope");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}
