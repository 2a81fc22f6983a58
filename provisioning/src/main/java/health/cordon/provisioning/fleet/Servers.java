package health.cordon.provisioning.fleet;

import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Keeps the list of servers. */
@ApplicationScoped
public class Servers {
    private static final String INTEGRITY = "23000";

    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject ConnectionSeal seal;

    public List<Server> page(String after, int limit) {
        return platform.read(handle -> ServerRows.page(handle, after, limit));
    }

    public Optional<Server> find(String name) {
        return platform.read(handle -> ServerRows.find(handle, name));
    }

    /**
     * Adds one that was looked at.
     *
     * @throws ProblemException conflict when there is one of this name or at this address; no
     *     connection key; invalid when more are to be ready than may be there
     */
    public Server add(NewServer server) {
        requireRoom(server.capacity(), server.stockWanted());
        var sealed = seal.seal(ConnectionPurpose.ofServer(server.name()), server.text());
        return platform.write(
                handle -> {
                    insert(handle, server, sealed);
                    audit.append(handle, Change.of("server.add", server.name()));
                    return required(handle, server.name());
                });
    }

    private static void insert(Handle handle, NewServer server, String sealed) {
        try {
            ServerRows.insert(handle, server, sealed);
        } catch (UnableToExecuteStatementException e) {
            throw e.getCause() instanceof SQLException cause
                            && INTEGRITY.equals(cause.getSQLState())
                    ? ProblemException.conflict("name")
                    : new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /** Lets it take new databases, or no more of them. */
    public Server state(String name, ServerState state) {
        return platform.write(
                handle -> {
                    var before = required(handle, name);
                    if (before.state() == state) {
                        return before;
                    }
                    ServerRows.state(handle, name, state);
                    audit.append(
                            handle,
                            Change.of(
                                    state == ServerState.OPEN ? "server.open" : "server.drain",
                                    name));
                    return required(handle, name);
                });
    }

    /**
     * Says how many databases may be there, and how many are kept ready; what is there stays.
     *
     * @throws ProblemException not found; invalid when more are to be ready than may be there
     */
    public Server size(String name, int capacity, int stockWanted) {
        requireRoom(capacity, stockWanted);
        return platform.write(
                handle -> {
                    ServerRows.lock(handle, name);
                    required(handle, name);
                    ServerRows.size(handle, name, capacity, stockWanted);
                    audit.append(handle, Change.of("server.size", name));
                    return required(handle, name);
                });
    }

    private static void requireRoom(int capacity, int stockWanted) {
        if (stockWanted > capacity) {
            throw ProblemException.invalid("stockWanted");
        }
    }

    /**
     * Forgets it.
     *
     * @throws ProblemException not found; conflict while there are databases on it
     */
    public void remove(String name) {
        platform.write(
                handle -> {
                    ServerRows.lock(handle, name);
                    var server = required(handle, name);
                    if (ServerRows.databases(handle, name) > 0) {
                        throw new ProblemException(Problem.CONFLICT);
                    }
                    ServerRows.delete(handle, name);
                    audit.append(handle, Change.of("server.remove", name));
                    return server;
                });
    }

    /**
     * The account that makes databases there.
     *
     * @throws ProblemException not found; unavailable when what is kept does not open
     */
    public DatabaseUrl url(String name) {
        return platform.read(handle -> url(handle, name));
    }

    /**
     * The same on a connection of the caller's, who may hold locks and must not wait for another.
     */
    DatabaseUrl url(Handle handle, String name) {
        var sealed =
                ServerRows.sealed(handle, name)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        try {
            return DatabaseUrl.parse(seal.open(ConnectionPurpose.ofServer(name), sealed));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static Server required(Handle handle, String name) {
        return ServerRows.find(handle, name)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
