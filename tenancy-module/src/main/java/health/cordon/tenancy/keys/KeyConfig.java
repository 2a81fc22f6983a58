package health.cordon.tenancy.keys;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /** Whether a text is the ARN of a KMS key. */
    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    /**
     * Whether a text is the ARN of a key that the one KMS client can use: in the region of this
     * installation, and in the partition of that region.
     */
    public boolean isUsable(String text) {
        var partition = region.metadata() == null ? "aws" : region.metadata().partition().id();
        return isArn(text) && text.startsWith("arn:" + partition + ":kms:" + region.id() + ":");
    }

    private static String arn(String text) {
        if (!isArn(text)) {
            throw new IllegalArgumentException("give the full ARN of a KMS key.");
        }
        return text;
    }
}
