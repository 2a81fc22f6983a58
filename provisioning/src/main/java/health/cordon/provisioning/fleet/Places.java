package health.cordon.provisioning.fleet;

import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Gives organisations places on servers. */
@ApplicationScoped
public class Places {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 6;

    @Inject PlatformDatabase platform;
    @Inject ConnectionSeal seal;
    @Inject Servers servers;

    /**
     * The organisation's place, which it gets now unless it has one.
     *
     * @throws ProblemException no server, with how many are full and draining, where none of the
     *     region has a place
     */
    public Place of(OrganisationId organisation, String region) {
        return find(organisation)
                .orElseGet(
                        () ->
                                platform.write(
                                        handle ->
                                                known(handle, organisation)
                                                        .orElseGet(
                                                                () ->
                                                                        reserved(
                                                                                handle,
                                                                                organisation,
                                                                                region))));
    }

    /** The place that it has. */
    public Optional<Place> find(OrganisationId organisation) {
        return platform.read(handle -> known(handle, organisation));
    }

    private Optional<Place> known(Handle handle, OrganisationId organisation) {
        return handle.createQuery(
                        "SELECT ref, server, sealed_runtime, sealed_migration FROM server_database"
                                + " WHERE organisation_id = :id")
                .bind("id", organisation.toString())
                .map(
                        (row, context) ->
                                new Place(
                                        row.getString(1),
                                        row.getString(2),
                                        opened(
                                                ConnectionRole.RUNTIME,
                                                row.getString(1),
                                                organisation,
                                                row.getString(3)),
                                        opened(
                                                ConnectionRole.MIGRATION,
                                                row.getString(1),
                                                organisation,
                                                row.getString(4))))
                .findOne();
    }

    private DatabaseUrl opened(
            ConnectionRole role, String ref, OrganisationId organisation, String sealed) {
        try {
            return DatabaseUrl.parse(
                    seal.open(ConnectionPurpose.of(role, ref, organisation), sealed));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private Place reserved(Handle handle, OrganisationId organisation, String region) {
        var server =
                ServerRows.leastLoaded(handle, region)
                        .orElseThrow(() -> noServer(ServerRows.counts(handle, region)));
        var hex = hex(NAME_BYTES);
        var ref = "p-" + hex;
        var database = "cordon_p_" + hex;
        var account = servers.url(handle, server);
        var runtime = NewAccount.text(account, database, database + "_app");
        var migration = NewAccount.text(account, database, database);
        handle.execute(
                "INSERT INTO server_database (ref, server, organisation_id, sealed_runtime,"
                        + " sealed_migration, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                ref,
                server,
                organisation.toString(),
                seal.seal(ConnectionPurpose.of(ConnectionRole.RUNTIME, ref, organisation), runtime),
                seal.seal(
                        ConnectionPurpose.of(ConnectionRole.MIGRATION, ref, organisation),
                        migration));
        return new Place(ref, server, DatabaseUrl.parse(runtime), DatabaseUrl.parse(migration));
    }

    private static ProblemException noServer(RegionCounts counts) {
        return ProblemException.with(Problem.NO_SERVER, "servers", counts);
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
