package health.cordon.tenancy.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hosts that S3, KMS and issuers may be on.
 *
 * @param patterns exact names and addresses, or {@code *.suffix} for every name below a suffix
 */
record AllowedHosts(Set<String> patterns) {
    private static final Pattern FORM =
            Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9-]+|\\[[0-9a-f:.]+]");
    private static final int MOST = 100;

    static AllowedHosts parse(String text) {
        var patterns = new HashSet<String>();
        for (var entry : text.split(",", -1)) {
            var pattern = entry.strip().toLowerCase(java.util.Locale.ROOT);
            if (!FORM.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "give host names separated by commas, each as name.example.com or"
                                + " *.example.com.");
            }
            patterns.add(Addresses.bare(pattern));
        }
        if (patterns.size() > MOST) {
            throw new IllegalArgumentException("give at most " + MOST + " host names.");
        }
        return new AllowedHosts(patterns);
    }

    /** What AWS calls its services in a region; an endpoint there needs no entry of its own. */
    AllowedHosts withAws(String region) {
        var more = new HashSet<>(patterns);
        var suffix = region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        for (var service : List.of("s3.", "s3-fips.", "s3.dualstack.", "kms.", "kms-fips.")) {
            more.add(service + suffix);
        }
        return new AllowedHosts(more);
    }

    boolean allow(String host) {
        var bare = Addresses.bare(host);
        if (patterns.contains(bare)) {
            return true;
        }
        for (int dot = bare.indexOf('.'); dot > 0; dot = bare.indexOf('.', dot + 1)) {
            if (patterns.contains("*" + bare.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
