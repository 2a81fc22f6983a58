package health.cordon.tenancy.http;

import jakarta.enterprise.context.RequestScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of the current request: its correlation id, which is the trace id of a valid
 * W3C {@code traceparent} or else a new one, and the organisation that it was for.
 */
@RequestScoped
public class CurrentTrace {
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
                            + "(-.{0,200})?");
    private static final SecureRandom RANDOM = new SecureRandom();
    private String id = fresh();
    private @Nullable String organisation;

    /** Takes the correlation id of a valid header of that name. */
    public void continueFrom(@Nullable String traceparent) {
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

    /** The id of the organisation whose records this request is about. */
    public void concerns(String organisation) {
        this.organisation = organisation;
    }

    Optional<String> organisation() {
        return Optional.ofNullable(organisation);
    }

    private static String fresh() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
