package health.cordon.provisioning.rekey;

import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.organisation.OrganisationId;
import org.jspecify.annotations.Nullable;

/** Where sealed connections stand. */
enum SealedPlace {
    SERVERS("db_server", "name", "sealed", null),
    RUNTIMES("server_database", "ref", "sealed_runtime", ConnectionRole.RUNTIME),
    MIGRATIONS("server_database", "ref", "sealed_migration", ConnectionRole.MIGRATION),
    /** Of exchanges of passwords that have not ended. */
    EXCHANGED_RUNTIMES("credential_rotation", "ref", "sealed_runtime", ConnectionRole.RUNTIME),
    EXCHANGED_MIGRATIONS(
            "credential_rotation", "ref", "sealed_migration", ConnectionRole.MIGRATION);

    private final String table;
    private final String key;
    private final String column;
    private final @Nullable ConnectionRole role;

    SealedPlace(String table, String key, String column, @Nullable ConnectionRole role) {
        this.table = table;
        this.key = key;
        this.column = column;
        this.role = role;
    }

    /** Names and texts that are not sealed with a key, in the order of names. */
    String select() {
        var organisation =
                role == null
                        ? "NULL"
                        : "(SELECT d.organisation_id FROM server_database d WHERE d.ref = t.ref)";
        return "SELECT t.%s, t.%s, %s FROM %s t WHERE t.%s > :after AND t.%s NOT LIKE :sealed ORDER BY t.%s LIMIT :limit"
                .formatted(key, column, organisation, table, key, column, key);
    }

    /** Only where it is still what was read. */
    String update() {
        return "UPDATE %s SET %s = ? WHERE %s = ? AND %s = ?".formatted(table, column, key, column);
    }

    /** How many there are of each beginning that may be a key's id. */
    String count() {
        return ("SELECT IF(LOCATE('|', %s) BETWEEN 2 AND 17, SUBSTRING_INDEX(%s, '|', 1), '?'),"
                        + " COUNT(*) FROM %s GROUP BY 1")
                .formatted(column, column, table);
    }

    ConnectionPurpose purpose(String name, @Nullable String organisation) {
        return role == null
                ? ConnectionPurpose.ofServer(name)
                : ConnectionPurpose.of(
                        role, name, organisation == null ? null : OrganisationId.of(organisation));
    }

    /** What a person finds it by. */
    String named(String name) {
        return role == null ? "server " + name : name;
    }
}
