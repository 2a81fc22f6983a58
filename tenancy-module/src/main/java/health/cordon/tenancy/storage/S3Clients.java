package health.cordon.tenancy.storage;

import health.cordon.tenancy.cloud.CloudConfig;
import health.cordon.tenancy.trust.CertificateWarner;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The one S3 client and presigner of a node. */
@ApplicationScoped
public class S3Clients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(60);

    @Inject StorageConfig storageConfig;
    @Inject CloudConfig cloudConfig;
    @Inject Trust trust;
    private S3Client client;
    private S3Presigner presigner;

    @PostConstruct
    void open() {
        var credentials = cloudConfig.provider();
        boolean standIn = storageConfig.endpoint().isPresent();
        var http =
                trust.httpClient()
                        .maxConnections(storageConfig.concurrentUploads() * 2)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT);
        var s3 =
                S3Client.builder()
                        .region(storageConfig.region())
                        .credentialsProvider(credentials)
                        .httpClientBuilder(http)
                        .forcePathStyle(standIn)
                        .overrideConfiguration(
                                override ->
                                        override.apiCallAttemptTimeout(ATTEMPT)
                                                .apiCallTimeout(CALL)
                                                .addExecutionInterceptor(
                                                        new CertificateWarner("S3_ENDPOINT")));
        var signer =
                S3Presigner.builder()
                        .region(storageConfig.region())
                        .credentialsProvider(credentials)
                        .serviceConfiguration(
                                S3Configuration.builder().pathStyleAccessEnabled(standIn).build());
        storageConfig.endpoint().ifPresent(s3::endpointOverride);
        storageConfig.endpoint().ifPresent(signer::endpointOverride);
        client = s3.build();
        presigner = signer.build();
    }

    /** For objects that belong to no record, too; records go through {@link ObjectStore}. */
    public S3Client client() {
        return client;
    }

    S3Presigner presigner() {
        return presigner;
    }

    @PreDestroy
    void close() {
        client.close();
        presigner.close();
    }
}
