package health.cordon.tenancy.keys;

import health.cordon.tenancy.cloud.CloudConfig;
import health.cordon.tenancy.trust.CertificateWarner;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import software.amazon.awssdk.services.kms.KmsClient;

/** The one KMS client of a node. */
@ApplicationScoped
public class KmsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    /** For several keys that hang at once: each holds {@link KeyGuard#PLACES} at most. */
    private static final int MAX_CONNECTIONS = 64;

    @Inject KeyConfig keyConfig;
    @Inject CloudConfig cloudConfig;
    @Inject Trust trust;
    private KmsClient client;

    @PostConstruct
    void open() {
        var builder =
                KmsClient.builder()
                        .region(keyConfig.region())
                        .credentialsProvider(cloudConfig.provider())
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
                                                .retryStrategy(KmsRetries.strategy())
                                                .addExecutionInterceptor(
                                                        new CertificateWarner("KMS_ENDPOINT")));
        keyConfig.endpoint().ifPresent(builder::endpointOverride);
        client = builder.build();
    }

    /** To look at keys; DEKs are made and opened by {@link DekResolver} alone. */
    public KmsClient client() {
        return client;
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
