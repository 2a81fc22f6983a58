package health.cordon.tenancy.preflight;

import software.amazon.awssdk.services.kms.model.KeyState;

/** What a refusal of KMS means and what mends it. */
record KeyFault(String evidence, String remedy) {

    /**
     * @param step of the runbook, where the permission is given
     */
    static KeyFault of(AwsFault fault, String permission, String key, String step) {
        return new KeyFault(
                "%s on %s failed (%s)".formatted(permission, key, fault.code()),
                remedy(fault, permission, key, step));
    }

    private static String remedy(AwsFault fault, String permission, String key, String step) {
        if (fault.isDenied()) {
            return "Grant %s on %s (runbook, step %s).".formatted(permission, key, step);
        }
        return switch (fault.code()) {
            case "DisabledException" -> mend(KeyState.DISABLED, key);
            case "KMSInvalidStateException" -> mend(KeyState.PENDING_DELETION, key);
            case "NotFoundException" -> "Create the key, or correct its ARN (runbook, step 3.1).";
            case "IncorrectKeyException", "InvalidCiphertextException" ->
                    "The data key was not wrapped with %s, or was changed; restore its row."
                            .formatted(key);
            default -> "See that this node reaches KMS, then try again.";
        };
    }

    static String mend(KeyState state, String key) {
        return switch (state) {
            case DISABLED -> "Enable %s (runbook, step 3.1).".formatted(key);
            case PENDING_DELETION ->
                    "Cancel the deletion of %s and enable it (runbook, step 3.1).".formatted(key);
            default -> "See in KMS what %s waits for (runbook, step 3.1).".formatted(key);
        };
    }
}
