package health.cordon.system.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.system.platform.Database;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;

/** Wraps data keys by itself, after the forms' description. */
record WrappedForms(Database database, Organisation organisation, KeyService keys) {
    private static final byte[] OLD = Platform.OLD_MASTER_KEY.getBytes(UTF_8);
    private static final byte[] NEW = Platform.NEW_MASTER_KEY.getBytes(UTF_8);

    /** By the older local master key, bound to its address. */
    void wrapByLocal(String patient) {
        var dek = dek(patient);
        var address = "%s/%s/PATIENT".formatted(organisation.id(), dek);
        wrap(dek, "local:old|" + url(sealed(OLD, address.getBytes(UTF_8), plain(dek))));
    }

    /** In the form without a tag. */
    void wrapAsBefore(String patient) {
        var dek = dek(patient);
        wrap(dek, Base64.getEncoder().encodeToString(sealed(NEW, new byte[0], plain(dek))));
    }

    String dek(String patient) {
        return database.value("SELECT dek_id FROM patient WHERE id = '" + patient + "'");
    }

    /** By another KMS key, as the job would; not stored. */
    String byKms(String patient, String key) {
        var dek = dek(patient);
        var wrapped =
                keys.kms()
                        .encrypt(
                                ask ->
                                        ask.keyId(key)
                                                .plaintext(SdkBytes.fromByteArray(plain(dek)))
                                                .encryptionContext(context(dek)))
                        .ciphertextBlob()
                        .asByteArray();
        return "kms:" + key + "|" + url(wrapped);
    }

    void wrap(String dek, String wrapped) {
        database.execute("UPDATE dek SET wrapped = '%s' WHERE id = '%s'".formatted(wrapped, dek));
    }

    /** As only KMS knows it. */
    private byte[] plain(String dek) {
        var wrapped = database.value("SELECT wrapped FROM dek WHERE id = '" + dek + "'");
        var ciphertext = Base64.getUrlDecoder().decode(wrapped.substring(wrapped.indexOf('|') + 1));
        return keys.kms()
                .decrypt(
                        ask ->
                                ask.ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                                        .encryptionContext(context(dek)))
                .plaintext()
                .asByteArray();
    }

    private Map<String, String> context(String dek) {
        return Map.of(
                "cordon:organisation",
                organisation.id(),
                "cordon:purpose",
                "PATIENT",
                "cordon:dek",
                dek);
    }

    private static byte[] sealed(byte[] master, byte[] additional, byte[] plain) {
        var nonce = "unique nonce".getBytes(UTF_8);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(master, "AES"),
                    new GCMParameterSpec(128, nonce));
            cipher.updateAAD(additional);
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
