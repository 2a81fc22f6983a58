package health.cordon.tenancy.http;

import jakarta.enterprise.context.RequestScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The correlation id of the current request: the trace id of a valid W3C {@code traceparent}, else
 * a new one.
 */
@RequestScoped
public class CurrentTrace {
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
                            + "(-.{0,200})?");
    private static final SecureRandom RANDOM = new SecureRandom();
    private String id = fresh();

    void continueFrom(@Nullable String traceparent) {
        if (traceparent != null) {
            var matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                id = matcher.group(1);
            }
        }
    }

    /** 32 lower-case hexadecimal digits. */
    public String id() {
        return id;
    }

    private static String fresh() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
