package health.cordon.system.platform;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.resource.Cloud;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The object store as its administrator sees it. */
public record ObjectVersions(S3Client s3) implements AutoCloseable {
    static ObjectVersions of(Sandbox sandbox) {
        var secrets = Secrets.of(sandbox.home());
        return new ObjectVersions(
                S3Client.builder()
                        .endpointOverride(sandbox.url(PortName.S3, ""))
                        .forcePathStyle(true)
                        .region(Region.of(Cloud.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                secrets.accessKeyId(), secrets.secretAccessKey())))
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build());
    }

    /** The names of all. */
    public List<String> buckets() {
        return s3.listBuckets().buckets().stream().map(Bucket::name).toList();
    }

    /** Every version and every marker of an organisation's objects. */
    public List<String> of(String bucket, Organisation owner) {
        var found = s3.listObjectVersions(list -> list.bucket(bucket).prefix(owner.id() + "/"));
        return Stream.concat(
                        found.versions().stream().map(ObjectVersion::key),
                        found.deleteMarkers().stream().map(DeleteMarkerEntry::key))
                .toList();
    }

    /** Uploads of an organisation that were begun and neither completed nor given up. */
    public List<String> unfinished(String bucket, Organisation owner) {
        return s3.listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
                .map(MultipartUpload::key)
                .filter(key -> key.startsWith(owner.id() + "/"))
                .toList();
    }

    @Override
    public void close() {
        s3.close();
    }
}
