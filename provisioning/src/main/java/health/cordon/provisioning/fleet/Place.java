package health.cordon.provisioning.fleet;

import health.cordon.tenancy.database.DatabaseUrl;
import java.util.Optional;

/**
 * A place on a server that is an organisation's, with the accounts of the database there. Whether
 * the database has been made is another question.
 *
 * @param ref names the database for the organisation
 * @param runtime the account that serves
 * @param migration the account that migrates
 * @param readyFor the version of the schema that the database was made with while it was nobody's
 */
public record Place(
        String ref,
        String server,
        DatabaseUrl runtime,
        DatabaseUrl migration,
        Optional<String> readyFor) {
    /** URLs leave their passwords out of a text. */
    @Override
    public String toString() {
        return "%s on %s".formatted(ref, server);
    }
}
