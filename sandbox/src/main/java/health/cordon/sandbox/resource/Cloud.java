package health.cordon.sandbox.resource;

import health.cordon.sandbox.home.Secrets;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Who we are to the stand-ins, and where they are. */
public record Cloud(URI s3, URI kms, Secrets secrets) {
    public static final String REGION = "us-east-1";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    S3Client s3Client() {
        return S3Client.builder()
                .endpointOverride(s3)
                .forcePathStyle(true)
                .region(Region.of(REGION))
                .credentialsProvider(credentials())
                .overrideConfiguration(limits())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    KmsClient kmsClient() {
        return KmsClient.builder()
                .endpointOverride(kms)
                .region(Region.of(REGION))
                .credentialsProvider(credentials())
                .overrideConfiguration(limits())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(secrets.accessKeyId(), secrets.secretAccessKey()));
    }

    private static ClientOverrideConfiguration limits() {
        return ClientOverrideConfiguration.builder().apiCallTimeout(LIMIT).build();
    }
}
