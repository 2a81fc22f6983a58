package health.cordon.tenancy.verification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Remembers the latest warnings and errors of the rooms that decide where records go. */
@ApplicationScoped
public class LogRecorder {
    static final int MOST = 1_000;
    private static final int MAX_TEXT = 500;

    /** Held, else the log manager could forget them and their handlers. */
    private static final List<Logger> LOGGERS =
            List.of(
                    Logger.getLogger("health.cordon.tenancy.routing"),
                    Logger.getLogger("health.cordon.tenancy.storage"),
                    Logger.getLogger("health.cordon.tenancy.keys"));

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Handler handler = new Recording();

    /** One line of the log. */
    record Entry(Instant at, String text) {}

    void start(@Observes Startup event) {
        // Only so that it listens from the first line on.
    }

    @PostConstruct
    void listen() {
        handler.setLevel(Level.WARNING);
        LOGGERS.forEach(logger -> logger.addHandler(handler));
    }

    /** What was said since then, the oldest first. */
    List<Entry> since(Instant begin) {
        synchronized (entries) {
            var found = new ArrayList<>(entries);
            found.removeIf(entry -> entry.at().isBefore(begin));
            return found;
        }
    }

    private void add(Entry entry) {
        synchronized (entries) {
            if (entries.size() == MOST) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
    }

    @PreDestroy
    void stop() {
        LOGGERS.forEach(logger -> logger.removeHandler(handler));
    }

    private final class Recording extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) {
                var text = formatter.formatMessage(line);
                add(
                        new Entry(
                                line.getInstant(),
                                text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text));
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
