package health.cordon.tenancy.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** Makes and unwraps DEKs with KMS keys. */
@ApplicationScoped
public class KmsKeyProvider implements KeyProvider<WrappingKey.Kms, WrappedDek.Kms> {
    @Inject KmsClients clients;
    @Inject KmsCalls calls;

    @Override
    public Generated generate(WrappingKey.Kms key, DekAddress address) {
        return calls.call(KmsAction.GENERATE, key.arn(), () -> generated(key.arn(), address));
    }

    @Override
    public WrappedDek.Kms wrap(WrappingKey.Kms key, DekAddress address, byte[] plain) {
        return calls.call(KmsAction.ENCRYPT, key.arn(), () -> wrapped(key.arn(), address, plain));
    }

    /** Passes the key's id, so that KMS does not pick a key by itself. */
    @Override
    public byte[] unwrap(WrappedDek.Kms wrapped, DekAddress address) {
        return calls.call(KmsAction.DECRYPT, wrapped.keyArn(), () -> unwrapped(wrapped, address));
    }

    /**
     * Wraps with another key inside of KMS, which gives nobody the plain DEK.
     *
     * @throws health.cordon.tenancy.http.ProblemException unavailable
     */
    WrappedDek.Kms reEncrypt(WrappedDek.Kms wrapped, WrappingKey.Kms to, DekAddress address) {
        return calls.call(
                KmsAction.RE_ENCRYPT, to.arn(), () -> reEncrypted(wrapped, to.arn(), address));
    }

    private WrappedDek.Kms reEncrypted(WrappedDek.Kms wrapped, String to, DekAddress address) {
        var context = address.encryptionContext();
        var made =
                clients.client()
                        .reEncrypt(
                                again ->
                                        again.sourceKeyId(wrapped.keyArn())
                                                .ciphertextBlob(
                                                        SdkBytes.fromByteArray(
                                                                wrapped.ciphertext()))
                                                .sourceEncryptionContext(context)
                                                .destinationKeyId(to)
                                                .destinationEncryptionContext(context));
        return new WrappedDek.Kms(to, made.ciphertextBlob().asByteArray());
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
                made.plaintext().asByteArrayUnsafe(),
                new WrappedDek.Kms(keyArn, made.ciphertextBlob().asByteArray()));
    }

    private WrappedDek.Kms wrapped(String keyArn, DekAddress address, byte[] plain) {
        var made =
                clients.client()
                        .encrypt(
                                encrypt ->
                                        encrypt.keyId(keyArn)
                                                .plaintext(SdkBytes.fromByteArray(plain))
                                                .encryptionContext(address.encryptionContext()));
        return new WrappedDek.Kms(keyArn, made.ciphertextBlob().asByteArray());
    }

    private byte[] unwrapped(WrappedDek.Kms wrapped, DekAddress address) {
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
        return opened.plaintext().asByteArrayUnsafe();
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
