package health.cordon.tenancy.settings;

import java.net.URI;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which addresses the product may be pointed at.
 *
 * <p>Plain {@code http} and unencrypted database connections exist for loopback alone, and loopback
 * only where {@code ALLOW_LOOPBACK_ENDPOINTS=true} says that this is a sandbox; that key in turn is
 * refused as soon as one endpoint is not loopback, so it cannot slip into production. S3, KMS and
 * issuers are on hosts of {@code ALLOWED_ENDPOINT_HOSTS}, or AWS's own of the region.
 */
public final class EndpointPolicy {
    private static final String KEY = "ALLOW_LOOPBACK_ENDPOINTS";
    private static final String HOSTS = "ALLOWED_ENDPOINT_HOSTS";

    private final boolean loopbackAllowed;
    private final AllowedHosts allowed;
    private final Set<String> loopbackKeys = new TreeSet<>();
    private final Set<String> remoteKeys = new TreeSet<>();
    private final TreeMap<String, String> hosts = new TreeMap<>();

    private EndpointPolicy(boolean loopbackAllowed, AllowedHosts allowed) {
        this.loopbackAllowed = loopbackAllowed;
        this.allowed = allowed;
    }

    public static EndpointPolicy from(Settings settings) {
        var listed = settings.withDefault(HOSTS, AllowedHosts::parse, new AllowedHosts(Set.of()));
        var region = settings.optional("AWS_REGION", text -> text);
        return new EndpointPolicy(
                settings.flag(KEY, false), region.map(listed::withAws).orElse(listed));
    }

    /** True for a host name or address that can only be this machine. */
    public static boolean isLoopback(String host) {
        return Addresses.isLoopback(host);
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
        var uri = address(text);
        saw(key, uri.getHost());
        hosts.put(key, uri.getHost());
        return uri;
    }

    /**
     * The same for an address that is named after the start.
     *
     * @throws IllegalArgumentException with a sentence that says what to give instead
     */
    public URI laterEndpoint(String text) {
        var uri = address(text);
        if (isLoopback(uri.getHost()) != loopbackAllowed) {
            throw new IllegalArgumentException(
                    "endpoints on this machine and on others cannot be mixed.");
        }
        if (!loopbackAllowed && !allowed.allow(uri.getHost())) {
            throw new IllegalArgumentException("its host is not among " + HOSTS + ".");
        }
        return uri;
    }

    private static URI address(String text) {
        var uri = parse(text);
        var host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("give an https address without user or fragment.");
        }
        if (!"https".equals(uri.getScheme())
                && !("http".equals(uri.getScheme()) && isLoopback(host))) {
            throw new IllegalArgumentException("give an https address.");
        }
        Addresses.requireRoutable(host);
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
        if (!settings.isFaulty(HOSTS)) {
            reportStrangers(settings);
        }
    }

    /** One sentence for each key, which a reader mends one by one. */
    private void reportStrangers(Settings settings) {
        hosts.forEach(
                (key, host) -> {
                    if (remoteKeys.contains(key) && !allowed.allow(host)) {
                        settings.fault(
                                key
                                        + " is on a host that is not among "
                                        + HOSTS
                                        + "; add the host there if it is the right one.");
                    }
                });
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
