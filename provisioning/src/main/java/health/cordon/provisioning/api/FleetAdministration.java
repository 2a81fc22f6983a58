package health.cordon.provisioning.api;

import health.cordon.provisioning.fleet.NewServer;
import health.cordon.provisioning.fleet.Server;
import health.cordon.provisioning.fleet.ServerState;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.server.ServerLook;
import health.cordon.provisioning.server.ServerUrl;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.routing.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers, as they are added and shown. */
@ApplicationScoped
public class FleetAdministration {
    private static final String LIST = "platform/servers";

    @Inject Servers servers;
    @Inject ConnectionSeal seal;
    @Inject Cursors cursors;
    @Inject RoutingConfig routingConfig;

    Page<Server> list(int limit, @Nullable String cursor) {
        var after = cursors.open(LIST, cursor);
        return Page.of(
                servers.page(after, limit + 1),
                limit,
                server -> server,
                server -> cursors.sign(LIST, server.name()));
    }

    Server get(String name) {
        return servers.find(name).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * @throws ProblemException invalid for a URL of another form; pre-flight failed, with the
     *     reason, when nothing can be made there; conflict when the name or the address is taken;
     *     no connection key
     */
    Server add(ServerRequest request) {
        if (!seal.isPossible()) {
            throw new ProblemException(Problem.NO_CONNECTION_KEY);
        }
        if (servers.find(request.name()).isPresent()) {
            throw ProblemException.conflict("name");
        }
        var text = ServerUrl.complete(request.url());
        var url = url(text);
        ServerLook.fault(url).ifPresent(FleetAdministration::refuse);
        return servers.add(
                new NewServer(
                        request.name(),
                        request.region(),
                        request.capacity(),
                        request.stockWanted() == null ? 0 : request.stockWanted(),
                        url,
                        text));
    }

    private static void refuse(Finding finding) {
        throw ProblemException.with(Problem.PREFLIGHT_FAILED, "checks", List.of(finding));
    }

    private DatabaseUrl url(String text) {
        try {
            var url = DatabaseUrl.parse(text);
            if (url.isLoopback() == routingConfig.shared().isLoopback()) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // The answer names the field.
        }
        throw ProblemException.invalid("url");
    }

    Server state(String name, ServerState state) {
        return servers.state(name, state);
    }

    Server size(String name, ServerSize size) {
        return servers.size(name, size.capacity(), size.stockWanted());
    }

    void remove(String name) {
        servers.remove(name);
    }
}
