package health.cordon.system.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.Seals;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** An organisation with a database that provisioning made, on a server of its own. */
record Provisioned(Platform platform, String server, String slug, String id, String ref) {
    static Provisioned make(Platform platform) {
        var server = addServer(platform);
        try {
            return on(server, platform);
        } finally {
            forgetServer(platform, server);
        }
    }

    private static Provisioned on(String server, Platform platform) {
        var slug = Organisation.unique("own-");
        var made = provision(platform, slug);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return new Provisioned(
                platform, server, slug, made.id(), made.text("clinicalDbConnectionRef"));
    }

    static Answer provision(Platform platform, String slug) {
        return platform.platformAdmin()
                .post(
                        "organisations",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                "Own " + slug,
                                "region",
                                "sandbox-1",
                                "vertical",
                                "acute",
                                "tier",
                                "standard",
                                "states",
                                List.of("MA"),
                                "dedicated",
                                List.of("db"),
                                "requestedBy",
                                "ops@example.com"));
    }

    /** Returns its name. */
    static String addServer(Platform platform) {
        var name = Organisation.unique("db-");
        var added =
                platform.platformAdmin()
                        .post(
                                "servers",
                                Map.of(
                                        "name",
                                        name,
                                        "region",
                                        "sandbox-1",
                                        "capacity",
                                        10,
                                        "url",
                                        platform.sandbox().provisionerUrl()));
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return name;
    }

    /** Its databases are reached as before; others find no server, and its address is free. */
    static void forgetServer(Platform platform, String name) {
        platform.platformDatabase()
                .execute(
                        "UPDATE db_server SET state = 'draining', host = CONCAT(name, '.invalid')"
                                + " WHERE name = '%s'".formatted(name));
    }

    String database() {
        return "cordon_" + ref.replace('-', '_');
    }

    Client clinician() {
        return platform.api(platform.sandbox().token("org:%s role:clinician".formatted(slug)));
    }

    Database rows() {
        return platform.platformDatabase();
    }

    /** The database's server, as its administrator sees it. */
    Database dba() {
        return platform.sharedDatabase();
    }

    String rotationPath() {
        return "organisations/%s/credentials/rotation".formatted(slug);
    }

    Answer rotate() {
        return platform.platformAdmin().send("POST", rotationPath(), new byte[0]);
    }

    /** As it is kept now, opened with the key of the sandbox and nothing of the server. */
    DatabaseUrl runtime() {
        return DatabaseUrl.parse(text(ConnectionRole.RUNTIME, sealed("sealed_runtime")));
    }

    DatabaseUrl migration() {
        return DatabaseUrl.parse(text(ConnectionRole.MIGRATION, sealed("sealed_migration")));
    }

    String sealed(String column) {
        return rows().value(
                        "SELECT %s FROM server_database WHERE ref = '%s'".formatted(column, ref));
    }

    String text(ConnectionRole role, String sealed) {
        return Seals.with(Platform.connectionKeys()).open(purpose(role), sealed);
    }

    ConnectionPurpose purpose(ConnectionRole role) {
        return ConnectionPurpose.of(role, ref, OrganisationId.of(id));
    }

    /** The error with which the server meets an account; 0 where it lets it in. */
    static int signIn(DatabaseUrl account) {
        try (var connection = Connections.dataSource(account).getConnection()) {
            return connection.isValid(5) ? 0 : -1;
        } catch (SQLException e) {
            return e.getErrorCode();
        }
    }
}
