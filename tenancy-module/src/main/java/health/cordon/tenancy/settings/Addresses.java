package health.cordon.tenancy.settings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses a server may call, by what is written and by what a name leads to.
 *
 * <p>Clouds keep their machines' credentials on link-local and a few other well-known addresses. A
 * name may lead there too, and may do so only later, so each connection asks again.
 */
public final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern ODD_NUMBER = Pattern.compile("([^:]*\\.)?(0x[0-9a-f]*|[0-9]+)");
    private static final Pattern METADATA_NAME =
            Pattern.compile("metadata(\\..*)?|.*\\.metadata\\.internal");

    /** Metadata services outside of the link-local ranges. */
    private static final Set<String> METADATA =
            Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192");

    private Addresses() {}

    /** True for a host name or address that can only be this machine. */
    public static boolean isLoopback(String host) {
        return bare(host).equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /**
     * Where a name leads, asked at each connection.
     *
     * @throws UnknownHostException when it leads nowhere, or to an address that is not for us
     */
    public static InetAddress[] resolve(String host) throws UnknownHostException {
        var found = InetAddress.getAllByName(bare(host));
        requireUsable(host, found);
        return found;
    }

    /** All must be this machine for a name that says so, and none of them for any other. */
    static void requireUsable(String host, InetAddress... found) throws UnknownHostException {
        boolean loopback = isLoopback(host);
        for (var address : found) {
            if (address.isLoopbackAddress() != loopback || !loopback && isForbidden(address)) {
                throw new AddressRefused();
            }
        }
    }

    /**
     * @throws IllegalArgumentException for a text that is, or is known to lead to, such an address
     */
    public static void requireRoutable(String host) {
        if (METADATA_NAME.matcher(bare(host)).matches()
                || isOddNumber(bare(host))
                || literal(host).filter(Addresses::isForbidden).isPresent()) {
            throw new IllegalArgumentException(
                    "a link-local, metadata, multicast or wildcard address is not an endpoint.");
        }
    }

    /** Addresses can be written in many ways, of which one will do. */
    private static boolean isOddNumber(String bare) {
        return ODD_NUMBER.matcher(bare).matches() && !IPV4.matcher(bare).matches();
    }

    /** Without brackets and without the dot of a full name; in lower case. */
    static String bare(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress())
                || address instanceof Inet6Address ipv6 && isAmazonMetadata(ipv6.getAddress());
    }

    /** {@code fd00:ec2::/32}. */
    private static boolean isAmazonMetadata(byte[] ipv6) {
        return ipv6[0] == (byte) 0xfd && ipv6[1] == 0 && ipv6[2] == 0x0e && ipv6[3] == (byte) 0xc2;
    }

    /** The address that a text is, without asking a name service. */
    private static Optional<InetAddress> literal(String host) {
        var bare = bare(host);
        if (!bare.contains(":") && !IPV4.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
