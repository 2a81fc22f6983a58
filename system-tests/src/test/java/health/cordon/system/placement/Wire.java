package health.cordon.system.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a port of this machine; it can fall silent, or be cut, and be mended again. */
final class Wire implements AutoCloseable {
    private static final int CHUNK = 8192;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private State state = State.WHOLE;

    enum State {
        WHOLE,
        /** What is sent arrives when it is whole again. */
        SILENT,
        /** Connections end, and new ones end at once. */
        CUT
    }

    Wire(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    synchronized void become(State next) {
        state = next;
        if (next == State.CUT) {
            ends.forEach(Wire::end);
            ends.clear();
        }
        notifyAll();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // It was closed, or the target is away: the caller sees the end of its connection.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        if (isCut()) {
            near.close();
            return;
        }
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(near);
        ends.add(far);
        threads.execute(() -> carry(near, far));
        threads.execute(() -> carry(far, near));
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private void carry(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        try (from;
                to) {
            for (int n; (n = from.getInputStream().read(chunk)) >= 0; ) {
                awaitSound();
                to.getOutputStream().write(chunk, 0, n);
            }
        } catch (IOException e) {
            // One end is gone; so will be the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        become(State.CUT);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
