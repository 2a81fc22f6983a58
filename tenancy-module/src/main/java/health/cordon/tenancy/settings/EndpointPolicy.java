package health.cordon.tenancy.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which addresses the product may be pointed at.
 *
 * <p>Plain {@code http} and unencrypted database connections exist for loopback alone, and loopback
 * only where {@code ALLOW_LOOPBACK_ENDPOINTS=true} says that this is a sandbox; that key in turn is
 * refused as soon as one endpoint is not loopback, so it cannot slip into production.
 */
public final class EndpointPolicy {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final String KEY = "ALLOW_LOOPBACK_ENDPOINTS";

    private static final Pattern LINK_LOCAL =
            Pattern.compile(
                    "169\\.254\\.|\\[fe[89ab]|\\[fd00:ec2:|metadata\\.google",
                    Pattern.CASE_INSENSITIVE);

    private final boolean loopbackAllowed;
    private final Set<String> loopbackKeys = new TreeSet<>();
    private final Set<String> remoteKeys = new TreeSet<>();

    private EndpointPolicy(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    public static EndpointPolicy from(Settings settings) {
        return new EndpointPolicy(settings.flag(KEY, false));
    }

    /** True for a host name or address that can only be this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Notes where a key points to. */
    public void saw(String key, String host) {
        (isLoopback(host) ? loopbackKeys : remoteKeys).add(key);
    }

    /** Whether a database, issuer or endpoint on this machine may be used. */
    public boolean loopbackAllowed() {
        return loopbackAllowed;
    }

    /** Parses an {@code https} address, or {@code http} for loopback. */
    public URI endpoint(String key, String text) {
        var uri = parse(text);
        var host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("give an https address without user or fragment.");
        }
        if (!"https".equals(uri.getScheme())
                && !("http".equals(uri.getScheme()) && isLoopback(host))) {
            throw new IllegalArgumentException("give an https address.");
        }
        requireRoutable(host);
        saw(key, host);
        return uri;
    }

    /** Adds the faults that concern several endpoints together. */
    public void reportTo(Settings settings) {
        // A faulty key stands on its example, which says nothing about where things are.
        loopbackKeys.removeIf(settings::isFaulty);
        remoteKeys.removeIf(settings::isFaulty);
        if (!loopbackAllowed && !loopbackKeys.isEmpty()) {
            settings.fault(
                    String.join(", ", loopbackKeys)
                            + " points to this machine; set "
                            + KEY
                            + "=true if this is a sandbox.");
        }
        if (loopbackAllowed && !remoteKeys.isEmpty()) {
            settings.fault(
                    KEY
                            + "=true is for sandboxes only; remove it, because "
                            + String.join(", ", remoteKeys)
                            + " points to another machine.");
        }
    }

    /** Link-local addresses are where clouds keep their machines' credentials. */
    private static void requireRoutable(String host) {
        if (LINK_LOCAL.matcher(host).lookingAt()) {
            throw new IllegalArgumentException("a link-local address is not an endpoint.");
        }
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message quotes the address.
            throw new IllegalArgumentException("give an https address.");
        }
    }
}
