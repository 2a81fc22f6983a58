package health.cordon.system.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A cable to a database that counts round trips: what the node sends after it was answered is a new
 * one. Statements that nobody answers, such as the closing of a prepared one, go with the next.
 */
final class CountingLink implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final int database;
    private final ServerSocket listener;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        var thread = new Thread(task, "counting-link");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new ArrayList<>();
    private int opened;

    CountingLink(int database) throws IOException {
        this.database = database;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * What went over the cable.
     *
     * @param opened how many connections were opened meanwhile; their handshakes are round trips,
     *     too
     * @param trips what each of them asked
     */
    record Traffic(int opened, List<String> trips) {}

    /** Begins to count. */
    synchronized void reset() {
        asked.clear();
        opened = 0;
    }

    synchronized Traffic traffic() {
        return new Traffic(opened, List.copyOf(asked));
    }

    private synchronized void note(String question) {
        asked.add(question);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // Closed, or the database is away: the node hears of it as from a real cable.
            }
        }
    }

    private void connect(Socket node) throws IOException {
        open.add(node);
        synchronized (this) {
            opened++;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), database);
        open.add(server);
        node.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var turn = new Turn();
        threads.execute(() -> carry(node, server, turn::asks));
        threads.execute(() -> carry(server, node, turn::answers));
    }

    private interface Ear {
        void hears(byte[] bytes, int length);
    }

    /** Listens before it passes on: an answer is known before the node can ask again. */
    private void carry(Socket from, Socket to, Ear ear) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                ear.hears(chunk, length);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One side has ended; the other one is closed with it.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Whose turn it is on one connection; the database begins, with its greeting. */
    private final class Turn {
        private boolean answered = true;
        private final Question question = new Question();

        synchronized void asks(byte[] bytes, int length) {
            var text = question.read(bytes, length);
            if (answered) {
                note(text);
            }
            answered = false;
        }

        synchronized void answers(byte[] bytes, int length) {
            question.answered(bytes, length);
            answered = true;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
