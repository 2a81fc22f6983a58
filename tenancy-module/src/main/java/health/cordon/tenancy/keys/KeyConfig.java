package health.cordon.tenancy.keys;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * @param platformKey wraps the DEKs of organisations without a key of their own
 * @param endpoint a KMS-compatible service, or AWS itself when absent
 * @param cacheSize the most plaintext DEKs in memory
 * @param cacheAge how long a plaintext DEK stays in memory
 */
public record KeyConfig(
        String platformKey,
        Region region,
        Optional<URI> endpoint,
        int cacheSize,
        Duration cacheAge) {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]{1,64}");

    public static KeyConfig from(Settings settings, EndpointPolicy endpoints) {
        return new KeyConfig(
                settings.required(
                        "KMS_CMK_ARN",
                        KeyConfig::arn,
                        "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                settings.withDefault("AWS_REGION", Region::of, Region.EU_WEST_1),
                settings.optional("KMS_ENDPOINT", text -> endpoints.endpoint("KMS_ENDPOINT", text)),
                (int) settings.number("DEK_CACHE_SIZE", 10_000, 0, 1_000_000),
                Duration.ofSeconds(settings.number("DEK_CACHE_SECONDS", 300, 1, 3_600)));
    }

    /** Whether a text is the ARN of a KMS key, in the partition that its region belongs to. */
    public static boolean isArn(String text) {
        if (!ARN.matcher(text).matches()) {
            return false;
        }
        var parts = text.split(":", -1);
        return PartitionMetadata.of(Region.of(parts[3])).id().equals(parts[1]);
    }

    private static String arn(String text) {
        if (!isArn(text)) {
            throw new IllegalArgumentException("give the full ARN of a KMS key.");
        }
        return text;
    }
}
