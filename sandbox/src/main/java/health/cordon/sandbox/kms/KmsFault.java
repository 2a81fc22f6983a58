package health.cordon.sandbox.kms;

/** An error that the service answers, named as AWS names it. */
final class KmsFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int CALLERS = 400;
    private static final int SERVICES = 500;

    private final String code;
    private final int status;

    KmsFault(String code, String message) {
        this(code, message, CALLERS);
    }

    private KmsFault(String code, String message, int status) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    static KmsFault invalid(String message) {
        return new KmsFault("ValidationException", message);
    }

    static KmsFault notFound(String what) {
        return new KmsFault("NotFoundException", what + " is not found.");
    }

    static KmsFault invalidState(String arn, String state) {
        return new KmsFault("KMSInvalidStateException", arn + " is " + state + ".");
    }

    static KmsFault invalidCiphertext() {
        return new KmsFault("InvalidCiphertextException", "The ciphertext is invalid.");
    }

    static KmsFault throttled() {
        return new KmsFault(
                "ThrottlingException",
                "You have exceeded the rate at which you may call KMS. Reduce the frequency of"
                        + " your calls.");
    }

    static KmsFault internal() {
        return new KmsFault("KMSInternalException", "The service failed.", SERVICES);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
