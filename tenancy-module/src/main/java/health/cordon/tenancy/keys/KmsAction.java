package health.cordon.tenancy.keys;

/** What KMS is asked to do for a DEK. */
enum KmsAction {
    GENERATE("kms:GenerateDataKey", "generate-data-key"),
    DECRYPT("kms:Decrypt", "decrypt"),
    ENCRYPT("kms:Encrypt", "encrypt"),
    /** In policies two rights: kms:ReEncryptFrom and kms:ReEncryptTo. */
    RE_ENCRYPT("kms:ReEncrypt", "re-encrypt");

    private final String permission;
    private final String label;

    KmsAction(String permission, String label) {
        this.permission = permission;
        this.label = label;
    }

    /** As policies call it; for the log. */
    String permission() {
        return permission;
    }

    /** As metrics call it. */
    String label() {
        return label;
    }
}
