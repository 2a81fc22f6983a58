package health.cordon.tenancy.routing;

import health.cordon.tenancy.connection.StoredConnections;
import health.cordon.tenancy.organisation.ConnectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the URL of a ref stands: in the environment, else in a file of the URL directory, else with
 * the connections that provisioning has kept.
 */
@ApplicationScoped
public class UrlSource {
    private static final long MAX_FILE_BYTES = 4_096;

    @Inject RoutingConfig routingConfig;
    @Inject StoredConnections stored;

    /**
     * @throws IllegalArgumentException when there is a file but it cannot be read
     */
    Optional<String> read(ConnectionRef ref) {
        var variable = System.getenv(ref.urlKey());
        if (variable != null && !variable.isBlank()) {
            return Optional.of(variable.strip());
        }
        return routingConfig
                .urlDirectory()
                .flatMap(directory -> readFile(directory.resolve(ref.urlKey())))
                .or(() -> stored.runtime(ref.value()));
    }

    private static Optional<String> readFile(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IllegalArgumentException("the file is too large for a URL.");
            }
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read.", e);
        }
    }
}
