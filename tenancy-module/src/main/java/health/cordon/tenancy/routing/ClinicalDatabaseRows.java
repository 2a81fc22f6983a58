package health.cordon.tenancy.routing;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the identities of clinical databases. A row without a time is a claim: given to
 * an organisation, not served yet, so that its database may still be replaced by another one.
 */
final class ClinicalDatabaseRows {
    private ClinicalDatabaseRows() {}

    /** Records a first serving, unless something else is recorded; tells whether it is so now. */
    static boolean serve(Handle handle, String ref, @Nullable String owner, String identity) {
        replaceClaim(handle, ref, owner, identity);
        handle.execute(
                "INSERT INTO clinical_database (ref, organisation_id, database_id)"
                        + " VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE ref = clinical_database.ref",
                ref,
                owner,
                identity);
        handle.execute(
                "UPDATE clinical_database SET first_served_at = CURRENT_TIMESTAMP(3)"
                        + " WHERE ref = ? AND organisation_id <=> ? AND database_id = ?"
                        + " AND first_served_at IS NULL",
                ref,
                owner,
                identity);
        return isRecorded(handle, ref, owner, identity);
    }

    /** The same without a serving. */
    static boolean claim(Handle handle, String ref, String owner, String identity) {
        replaceClaim(handle, ref, owner, identity);
        handle.execute(
                "INSERT INTO clinical_database (ref, organisation_id, database_id, first_served_at)"
                        + " VALUES (?, ?, ?, NULL)"
                        + " ON DUPLICATE KEY UPDATE ref = clinical_database.ref",
                ref,
                owner,
                identity);
        return isRecorded(handle, ref, owner, identity);
    }

    static Standing standing(Handle handle, String ref, String owner, String identity) {
        if (isRecorded(handle, ref, owner, identity)) {
            return Standing.RECORDED;
        }
        var known = refOf(handle, identity);
        if (known.isPresent()) {
            return known.get().equals(DatabaseIdentities.SHARED)
                    ? Standing.SHARED
                    : Standing.ELSEWHERE;
        }
        return hasServed(handle, ref) ? Standing.REPLACED : Standing.NEW;
    }

    static Optional<String> identityOf(Handle handle, String ref) {
        return handle.createQuery("SELECT database_id FROM clinical_database WHERE ref = :ref")
                .bind("ref", ref)
                .mapTo(String.class)
                .findOne();
    }

    /** Ignores what another row holds already: the check afterwards refuses it. */
    private static void replaceClaim(
            Handle handle, String ref, @Nullable String owner, String identity) {
        handle.execute(
                "UPDATE IGNORE clinical_database SET database_id = ?"
                        + " WHERE ref = ? AND organisation_id <=> ? AND first_served_at IS NULL",
                identity,
                ref,
                owner);
    }

    private static boolean isRecorded(
            Handle handle, String ref, @Nullable String owner, String identity) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM clinical_database WHERE ref = :ref"
                                        + " AND database_id = :identity"
                                        + " AND organisation_id <=> :owner")
                        .bind("ref", ref)
                        .bind("identity", identity)
                        .bind("owner", owner)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static Optional<String> refOf(Handle handle, String identity) {
        return handle.createQuery("SELECT ref FROM clinical_database WHERE database_id = :identity")
                .bind("identity", identity)
                .mapTo(String.class)
                .findOne();
    }

    private static boolean hasServed(Handle handle, String ref) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM clinical_database"
                                        + " WHERE ref = :ref AND first_served_at IS NOT NULL")
                        .bind("ref", ref)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
