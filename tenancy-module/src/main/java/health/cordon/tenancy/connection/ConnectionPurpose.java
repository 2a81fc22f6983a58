package health.cordon.tenancy.connection;

import health.cordon.tenancy.organisation.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is for. It is the additional data of the seal, so that a sealed text that was
 * moved to another row does not open.
 *
 * @param text unique for the purpose
 */
public record ConnectionPurpose(String text) {
    /** The account that makes databases on a server. */
    public static ConnectionPurpose ofServer(String server) {
        return new ConnectionPurpose("server|" + server);
    }

    /**
     * An account of one clinical database.
     *
     * @param organisation whose it is; {@code null} while it is nobody's
     */
    public static ConnectionPurpose of(
            ConnectionRole role, String ref, @Nullable OrganisationId organisation) {
        return new ConnectionPurpose(
                "database|%s|%s|%s"
                        .formatted(role.stored(), ref, organisation == null ? "-" : organisation));
    }
}
