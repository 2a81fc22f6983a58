package health.cordon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A cable to a port of this machine that holds back each packet, in both directions, a moment. */
final class DelayedLink implements AutoCloseable {
    /** Half of what a round trip usually takes longer. */
    private static final Duration USUAL = Duration.ofNanos(250_000);

    /** The system wakes a thread so much too late; the rest is waited for awake. */
    private static final long SLACK_NANOS = 100_000;

    private static final int CHUNK = 1 << 16;
    private static final int TRIES = 501;

    private final int target;
    private final long delay;
    private final long slack;
    private final ServerSocket listener = new ServerSocket(0, 50, loopback());
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        var thread = new Thread(task, "delayed-link");
                        thread.setDaemon(true);
                        return thread;
                    });

    DelayedLink(int target) throws IOException {
        this(target, USUAL);
    }

    /**
     * @param delay half of what a round trip takes longer
     */
    DelayedLink(int target, Duration delay) throws IOException {
        this.target = target;
        this.delay = delay.toNanos();
        // Of a long delay a little more does not matter, and waiting awake takes a core.
        slack = delay.compareTo(USUAL) > 0 ? 0 : SLACK_NANOS;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                var far = new Socket(loopback(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                threads.execute(() -> carry(near, far));
                threads.execute(() -> carry(far, near));
            } catch (IOException e) {
                // Closed, or nobody listens there: the caller hears of it.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            var chunk = new byte[CHUNK];
            for (int n = from.getInputStream().read(chunk);
                    n >= 0;
                    n = from.getInputStream().read(chunk)) {
                awaitNanos(System.nanoTime() + delay);
                to.getOutputStream().write(chunk, 0, n);
            }
        } catch (IOException e) {
            // One side has ended, and the other one ends with it.
        }
    }

    private void awaitNanos(long when) {
        long left = when - System.nanoTime();
        if (left > slack) {
            LockSupport.parkNanos(left - slack);
        }
        while (slack > 0 && System.nanoTime() < when) {
            Thread.onSpinWait();
        }
    }

    /** What such a link really adds to a round trip on this machine now: median, in nanoseconds. */
    static long measured() throws IOException {
        try (var echo = new ServerSocket(0, 1, loopback());
                var link = new DelayedLink(echo.getLocalPort())) {
            long direct = roundTrip(echo, echo.getLocalPort());
            return roundTrip(echo, link.port()) - direct;
        }
    }

    private static long roundTrip(ServerSocket echo, int port) throws IOException {
        try (var near = new Socket(loopback(), port);
                var far = echo.accept()) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var answers = new Thread(() -> repeat(far), "echo");
            answers.setDaemon(true);
            answers.start();
            var nanos = new long[TRIES];
            for (int i = 0; i < TRIES; i++) {
                long begin = System.nanoTime();
                near.getOutputStream().write(1);
                near.getInputStream().read();
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            return nanos[TRIES / 2];
        }
    }

    private static void repeat(Socket far) {
        try {
            for (int b = far.getInputStream().read(); b >= 0; b = far.getInputStream().read()) {
                far.getOutputStream().write(b);
            }
        } catch (IOException e) {
            // The measurement is over.
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
