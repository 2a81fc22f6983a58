package health.cordon.tenancy.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.S3Clients;
import health.cordon.tenancy.storage.StorageConfig;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Faults that the stand-in of the sandbox cannot make. */
class BucketLookTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/own";
    private final Map<String, Supplier<Object>> answers = new HashMap<>();
    private final List<Object> requests = new ArrayList<>();
    private BucketOwners.Owner owner = BucketOwners.Owner.NOBODY;

    BucketLookTest() {
        answers.put(
                "headBucket", () -> HeadBucketResponse.builder().bucketRegion("us-east-1").build());
        answers.put("putObject", () -> PutObjectResponse.builder().build());
        answers.put("getObject", () -> object(KEY));
        answers.put("deleteObject", () -> DeleteObjectResponse.builder().build());
        answers.put(
                "getBucketVersioning",
                () -> GetBucketVersioningResponse.builder().status("Enabled").build());
        answers.put(
                "getPublicAccessBlock",
                () ->
                        GetPublicAccessBlockResponse.builder()
                                .publicAccessBlockConfiguration(
                                        all ->
                                                all.blockPublicAcls(true)
                                                        .ignorePublicAcls(true)
                                                        .blockPublicPolicy(true)
                                                        .restrictPublicBuckets(true))
                                .build());
        answers.put(
                "getBucketEncryption",
                () ->
                        GetBucketEncryptionResponse.builder()
                                .serverSideEncryptionConfiguration(
                                        to ->
                                                to.rules(
                                                        rule ->
                                                                rule
                                                                        .applyServerSideEncryptionByDefault(
                                                                                by ->
                                                                                        by.sseAlgorithm(
                                                                                                        "aws:kms")
                                                                                                .kmsMasterKeyID(
                                                                                                        KEY))))
                                .build());
    }

    @Test
    void findsNothingWrongWithAGoodOne() {
        assertThat(look()).allMatch(finding -> finding.outcome() == Outcome.PASSED).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "headBucket, 403, '', bucket-exists, s3:ListBucket",
        "headBucket, 404, '', bucket-exists, Create the bucket in us-east-1",
        "headBucket, 301, PermanentRedirect, bucket-region, Create the bucket in us-east-1",
        "headBucket, 503, SlowDown, bucket-exists, reaches S3",
        "putObject, 403, AccessDenied, bucket-write, s3:PutObject on arn:aws:s3:::b/*",
        "putObject, 400, KMS.DisabledException, bucket-write, kms:GenerateDataKey on arn:aws:kms",
        "getObject, 403, AccessDenied, bucket-write, s3:GetObject on arn:aws:s3:::b/*",
        "deleteObject, 403, AccessDenied, bucket-write, s3:DeleteObjectVersion on arn:aws:s3:::b/*"
    })
    void namesWhatIsMissing(String call, int status, String code, String name, String remedy) {
        refuse(call, status, code);

        var failed = look().stream().filter(finding -> !finding.passed()).toList();

        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).name()).isEqualTo(name);
        assertThat(failed.get(0).remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "getBucketVersioning, bucket-versioning, s3:GetBucketVersioning",
        "getPublicAccessBlock, bucket-public-access, s3:GetBucketPublicAccessBlock",
        "getBucketEncryption, bucket-encryption, s3:GetEncryptionConfiguration"
    })
    void isNotStoppedByWhatItMayNotAsk(String call, String name, String permission) {
        refuse(call, 403, "AccessDenied");

        var finding = only(name);

        assertThat(finding.outcome()).isEqualTo(Outcome.NOT_ANSWERED);
        assertThat(finding.remedy()).contains("Grant " + permission + " on arn:aws:s3:::b");
    }

    @ParameterizedTest
    @CsvSource({
        "getPublicAccessBlock, NoSuchPublicAccessBlockConfiguration, bucket-public-access, 2.3",
        "getBucketEncryption, ServerSideEncryptionConfigurationNotFoundError, bucket-encryption, 2.4"
    })
    void warnsOfWhatIsNotSet(String call, String code, String name, String step) {
        refuse(call, 404, code);

        assertThat(only(name).outcome()).isEqualTo(Outcome.WARNING);
        assertThat(only(name).remedy()).contains("step " + step);
    }

    @Test
    void refusesABucketOfAnotherRegion() {
        answers.put(
                "headBucket", () -> HeadBucketResponse.builder().bucketRegion("eu-west-1").build());

        assertThat(only("bucket-region").passed()).isFalse();
        assertThat(look()).noneMatch(finding -> finding.name().equals("bucket-write"));
    }

    @Test
    void asksForTheRegionWhereTheHeadDoesNotSay() {
        answers.put("headBucket", () -> HeadBucketResponse.builder().build());
        answers.put(
                "getBucketLocation",
                () -> GetBucketLocationResponse.builder().locationConstraint("eu-west-1").build());

        assertThat(only("bucket-region").passed()).isFalse();
    }

    @Test
    void refusesAStoreThatTakesAnotherKey() {
        answers.put("getObject", () -> object("arn:aws:kms:us-east-1:111122223333:key/other"));

        assertThat(only("bucket-write").passed()).isFalse();
    }

    @Test
    void saysWhenTheStoreDoesNotTellHowItEncrypts() {
        answers.put(
                "getObject",
                () ->
                        ResponseBytes.fromByteArray(
                                GetObjectResponse.builder().build(), new byte[1]));

        assertThat(only("bucket-write").outcome()).isEqualTo(Outcome.NOT_ANSWERED);
    }

    @Test
    void writesNothingIntoSomebodyElsesBucket() {
        owner = BucketOwners.Owner.ANOTHER;

        assertThat(only("bucket-owner").passed()).isFalse();
        assertThat(requests).noneMatch(request -> request.toString().contains("probe"));
    }

    @Test
    void removesTheVersionThatItWrote() {
        answers.put(
                "getObject",
                () ->
                        ResponseBytes.fromByteArray(
                                GetObjectResponse.builder().versionId("v7").build(), new byte[1]));

        look();

        assertThat(requests)
                .filteredOn(DeleteObjectRequest.class::isInstance)
                .extracting(request -> ((DeleteObjectRequest) request).versionId())
                .containsExactly("v7");
    }

    private void refuse(String call, int status, String code) {
        var refusal =
                S3Exception.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();
        answers.put(
                call,
                () -> {
                    throw refusal;
                });
    }

    private static Object object(String key) {
        return ResponseBytes.fromByteArray(
                GetObjectResponse.builder()
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key)
                        .build(),
                new byte[1]);
    }

    private Finding only(String name) {
        return look().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private List<Finding> look() {
        var settings =
                new Settings(
                        Map.of("CLINICAL_STORAGE_BUCKET", "common", "AWS_REGION", "us-east-1")
                                ::get);
        var look = new BucketLook();
        look.storageConfig = StorageConfig.from(settings, EndpointPolicy.from(settings));
        look.s3 =
                new S3Clients() {
                    @Override
                    public S3Client client() {
                        return s3();
                    }
                };
        look.owners =
                new BucketOwners() {
                    @Override
                    Owner of(String bucket, OrganisationId organisation) {
                        return owner;
                    }
                };
        var report = new Report();
        var wanted =
                new Wanted(Optional.empty(), Optional.of("b"), Optional.of(KEY), Optional.empty());
        look.at(Tenants.tenant("north").build(), wanted, report);
        return report.close();
    }

    /** Default methods of the interface turn builders into requests; those are answered here. */
    private S3Client s3() {
        return (S3Client)
                Proxy.newProxyInstance(
                        S3Client.class.getClassLoader(),
                        new Class<?>[] {S3Client.class},
                        (proxy, method, arguments) -> {
                            if (arguments[0] instanceof java.util.function.Consumer) {
                                return java.lang.reflect.InvocationHandler.invokeDefault(
                                        proxy, method, arguments);
                            }
                            requests.add(arguments[0]);
                            return Objects.requireNonNull(answers.get(method.getName())).get();
                        });
    }
}
