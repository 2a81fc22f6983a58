package health.cordon.tenancy.keys;

import health.cordon.tenancy.cloud.NoCredentials;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Makes and unwraps DEKs with KMS keys. */
@ApplicationScoped
public class KmsKeyProvider implements KeyProvider<WrappingKey.Kms, WrappedDek.Kms> {
    private static final Logger LOG = Logger.getLogger(KmsKeyProvider.class.getName());

    @Inject KmsClients clients;

    @Override
    public Generated generate(WrappingKey.Kms key, DekAddress address) {
        try {
            var made =
                    clients.client()
                            .generateDataKey(
                                    generate ->
                                            generate.keyId(key.arn())
                                                    .keySpec(DataKeySpec.AES_256)
                                                    .encryptionContext(
                                                            address.encryptionContext()));
            return new Generated(
                    made.plaintext().asByteArrayUnsafe(),
                    new WrappedDek.Kms(key.arn(), made.ciphertextBlob().asByteArray()));
        } catch (SdkException e) {
            throw unavailable("kms:GenerateDataKey", key.arn(), e);
        }
    }

    @Override
    public WrappedDek.Kms wrap(WrappingKey.Kms key, DekAddress address, byte[] plain) {
        try {
            var made =
                    clients.client()
                            .encrypt(
                                    encrypt ->
                                            encrypt.keyId(key.arn())
                                                    .plaintext(SdkBytes.fromByteArrayUnsafe(plain))
                                                    .encryptionContext(
                                                            address.encryptionContext()));
            return new WrappedDek.Kms(key.arn(), made.ciphertextBlob().asByteArray());
        } catch (SdkException e) {
            throw unavailable("kms:Encrypt", key.arn(), e);
        }
    }

    /** Passes the key's id, so that KMS does not pick a key by itself. */
    @Override
    public byte[] unwrap(WrappedDek.Kms wrapped, DekAddress address) {
        try {
            var opened =
                    clients.client()
                            .decrypt(
                                    decrypt ->
                                            decrypt.keyId(wrapped.keyArn())
                                                    .ciphertextBlob(
                                                            SdkBytes.fromByteArray(
                                                                    wrapped.ciphertext()))
                                                    .encryptionContext(
                                                            address.encryptionContext()));
            return opened.plaintext().asByteArrayUnsafe();
        } catch (SdkException e) {
            throw unavailable("kms:Decrypt", wrapped.keyArn(), e);
        }
    }

    private static ProblemException unavailable(String action, String keyArn, SdkException e) {
        LOG.log(Level.WARNING, "{0} on {1} failed: {2}", new Object[] {action, keyArn, reason(e)});
        return new ProblemException(Problem.UNAVAILABLE, e);
    }

    private static String reason(SdkException e) {
        if (e instanceof KmsException kms && kms.awsErrorDetails() != null) {
            return kms.awsErrorDetails().errorCode();
        }
        return e instanceof NoCredentials ? NoCredentials.SENTENCE : e.getClass().getSimpleName();
    }
}
