package health.cordon.sandbox.kms;

/** An error that the service answers, named as AWS names it. */
final class KmsFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    KmsFault(String code, String message) {
        super(message, null, false, false);
        this.code = code;
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

    String code() {
        return code;
    }
}
