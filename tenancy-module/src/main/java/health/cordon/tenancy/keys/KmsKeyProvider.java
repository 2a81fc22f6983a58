package health.cordon.tenancy.keys;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.trust.CertificateWarner;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Makes and unwraps DEKs with KMS keys. */
@ApplicationScoped
public class KmsKeyProvider {
    private static final Logger LOG = Logger.getLogger(KmsKeyProvider.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final int MAX_CONNECTIONS = 32;

    @Inject KeyConfig keyConfig;
    @Inject Trust trust;
    private KmsClient kms;

    /** A fresh DEK in both forms. */
    record Generated(DataKey key, WrappedDek wrapped) {}

    @PostConstruct
    void open() {
        var builder =
                KmsClient.builder()
                        .region(keyConfig.region())
                        .httpClientBuilder(
                                trust.httpClient()
                                        .maxConnections(MAX_CONNECTIONS)
                                        .connectionTimeout(CONNECT)
                                        .connectionAcquisitionTimeout(CONNECT)
                                        .socketTimeout(ATTEMPT))
                        .overrideConfiguration(
                                override ->
                                        override.apiCallAttemptTimeout(ATTEMPT)
                                                .apiCallTimeout(CALL)
                                                .addExecutionInterceptor(
                                                        new CertificateWarner("KMS_ENDPOINT")));
        keyConfig.endpoint().ifPresent(builder::endpointOverride);
        kms = builder.build();
    }

    Generated generate(String keyArn, DekAddress address) {
        try {
            var made =
                    kms.generateDataKey(
                            generate ->
                                    generate.keyId(keyArn)
                                            .keySpec(DataKeySpec.AES_256)
                                            .encryptionContext(address.encryptionContext()));
            return new Generated(
                    new DataKey(address.id(), made.plaintext().asByteArrayUnsafe()),
                    new WrappedDek(keyArn, made.ciphertextBlob().asByteArray()));
        } catch (SdkException e) {
            throw unavailable("kms:GenerateDataKey", keyArn, e);
        }
    }

    /** Passes the key's id, so that KMS does not pick a key by itself. */
    DataKey unwrap(WrappedDek wrapped, DekAddress address) {
        try {
            var opened =
                    kms.decrypt(
                            decrypt ->
                                    decrypt.keyId(wrapped.keyArn())
                                            .ciphertextBlob(
                                                    SdkBytes.fromByteArray(wrapped.ciphertext()))
                                            .encryptionContext(address.encryptionContext()));
            return new DataKey(address.id(), opened.plaintext().asByteArrayUnsafe());
        } catch (SdkException e) {
            throw unavailable("kms:Decrypt", wrapped.keyArn(), e);
        }
    }

    private static ProblemException unavailable(String action, String keyArn, SdkException e) {
        var code =
                e instanceof KmsException kms && kms.awsErrorDetails() != null
                        ? kms.awsErrorDetails().errorCode()
                        : e.getClass().getSimpleName();
        LOG.log(Level.WARNING, "{0} on {1} failed: {2}", new Object[] {action, keyArn, code});
        return new ProblemException(Problem.UNAVAILABLE, e);
    }

    @PreDestroy
    void close() {
        kms.close();
    }
}
