package health.cordon.tenancy.keys;

import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** Makes and unwraps DEKs with KMS keys. */
@ApplicationScoped
public class KmsKeyProvider {
    @Inject KmsClients clients;
    @Inject KmsCalls calls;

    /** A fresh DEK in both forms. */
    record Generated(DataKey key, WrappedDek wrapped) {}

    /**
     * A new DEK.
     *
     * @throws ProblemException unavailable, when KMS does not make one
     */
    Generated generate(String keyArn, DekAddress address) {
        return calls.call(KmsAction.GENERATE, keyArn, () -> generated(keyArn, address));
    }

    /**
     * Opens a DEK. Passes the key's id, so that KMS does not pick a key by itself.
     *
     * @throws ProblemException unavailable, when KMS does not open it
     */
    DataKey unwrap(WrappedDek wrapped, DekAddress address) {
        return calls.call(KmsAction.DECRYPT, wrapped.keyArn(), () -> unwrapped(wrapped, address));
    }

    private Generated generated(String keyArn, DekAddress address) {
        var made =
                clients.client()
                        .generateDataKey(
                                generate ->
                                        generate.keyId(keyArn)
                                                .keySpec(DataKeySpec.AES_256)
                                                .encryptionContext(address.encryptionContext()));
        requireSame(keyArn, made.keyId(), made.plaintext());
        return new Generated(
                new DataKey(address.id(), made.plaintext().asByteArrayUnsafe()),
                new WrappedDek(keyArn, made.ciphertextBlob().asByteArray()));
    }

    private DataKey unwrapped(WrappedDek wrapped, DekAddress address) {
        var opened =
                clients.client()
                        .decrypt(
                                decrypt ->
                                        decrypt.keyId(wrapped.keyArn())
                                                .ciphertextBlob(
                                                        SdkBytes.fromByteArray(
                                                                wrapped.ciphertext()))
                                                .encryptionContext(address.encryptionContext()));
        requireSame(wrapped.keyArn(), opened.keyId(), opened.plaintext());
        return new DataKey(address.id(), opened.plaintext().asByteArrayUnsafe());
    }

    /**
     * KMS says which key it used. Any other than the one that was asked for is not in the tenant's
     * history, whatever it is.
     */
    static void requireSame(String asked, String answered, SdkBytes plaintext) {
        if (!asked.equals(answered)) {
            Arrays.fill(plaintext.asByteArrayUnsafe(), (byte) 0);
            throw new IllegalStateException("KMS answered with another key than was asked for");
        }
    }
}
