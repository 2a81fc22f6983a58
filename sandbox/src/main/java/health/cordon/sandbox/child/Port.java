package health.cordon.sandbox.child;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's own address. */
public final class Port {
    private Port() {}

    /** A port that nobody listens on now. */
    public static int free() {
        try (var socket = bound(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param option the command-line option that chooses another port
     */
    public static void requireFree(int port, String option, String variable) {
        try (var socket = bound(port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "Port %d is used by another program; end that program, or choose another port"
                                    .formatted(port)
                            + " with %s or %s.".formatted(option, variable),
                    e);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
