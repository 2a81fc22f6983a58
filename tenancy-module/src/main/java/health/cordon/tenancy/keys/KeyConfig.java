package health.cordon.tenancy.keys;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * @param platformKey wraps the DEKs of organisations without a key of their own; absent only where
 *     there are local master keys, the newest of which wraps them then
 * @param endpoint a KMS-compatible service, or AWS itself when absent
 * @param cacheSize the most plaintext DEKs in memory
 * @param cacheAge how long a plaintext DEK stays in memory
 * @param cacheUses how often it is asked for before it is unwrapped anew
 * @param localMasterKeys unwrap what they once wrapped, also beside a KMS key
 */
public record KeyConfig(
        Optional<String> platformKey,
        Region region,
        Optional<URI> endpoint,
        int cacheSize,
        Duration cacheAge,
        int cacheUses,
        LocalMasterKeys localMasterKeys) {

    private static final String EXAMPLE =
            "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]{1,64}");

    public static KeyConfig from(Settings settings, EndpointPolicy endpoints) {
        var local =
                settings.optional("LOCAL_MASTER_KEYS", LocalMasterKeys::parse)
                        .orElse(LocalMasterKeys.NONE);
        return new KeyConfig(
                platformKey(settings, local),
                settings.withDefault("AWS_REGION", Region::of, Region.EU_WEST_1),
                settings.optional("KMS_ENDPOINT", text -> endpoints.endpoint("KMS_ENDPOINT", text)),
                (int) settings.number("DEK_CACHE_SIZE", 10_000, 1_000, 1_000_000),
                Duration.ofSeconds(settings.number("DEK_CACHE_SECONDS", 300, 1, 3_600)),
                (int) settings.number("DEK_CACHE_USES", 100_000, 1, 1_000_000_000),
                local);
    }

    /** Either of the two must be there. */
    private static Optional<String> platformKey(Settings settings, LocalMasterKeys local) {
        var name = "KMS_CMK_ARN";
        return local.keys().isEmpty()
                ? Optional.ofNullable(settings.required(name, KeyConfig::arn, EXAMPLE))
                : settings.optional(name, KeyConfig::arn);
    }

    /** Whether that is the platform's. */
    public boolean isPlatformKey(@Nullable String keyArn) {
        return platformKey.isPresent() && platformKey.get().equals(keyArn);
    }

    /** How the DEKs begin that are wrapped where there is no KMS key. */
    public String localName() {
        return localKey().name();
    }

    /** Wraps where there is no KMS key. */
    WrappingKey localKey() {
        return localMasterKeys.newest().orElseThrow();
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
