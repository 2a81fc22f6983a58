package health.cordon.provisioning.fleet;

/**
 * A database server.
 *
 * @param capacity the most databases that provisioning makes there
 * @param tenants databases that are some organisation's, or are being made for it
 * @param stock databases that are ready and nobody's
 * @param stockWanted how many of these it keeps
 */
public record Server(
        String name,
        String region,
        String host,
        int port,
        ServerState state,
        int capacity,
        int tenants,
        int stock,
        int stockWanted) {}
