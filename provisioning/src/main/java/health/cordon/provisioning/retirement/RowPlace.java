package health.cordon.provisioning.retirement;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database in which rows of an organisation lie or may lie.
 *
 * @param name for people; never a URL
 * @param own whether provisioning made it for this organisation
 * @param required whether it serves the organisation to the end, and so must be looked at
 * @param opening opens it; {@code null} where its ref has no URL any more
 */
record RowPlace(String name, boolean own, boolean required, @Nullable Opening opening) {
    /** Connects. */
    interface Opening {
        RowSession open() throws SQLException;
    }

    /** Work on the rows in one database. */
    interface Work<T> {
        T of(RowSession session) throws SQLException;
    }

    boolean isSeen() {
        return opening != null;
    }

    /**
     * @throws StepStopped when the database does not answer or refuses
     */
    <T> T with(Work<T> work) {
        if (opening == null) {
            throw new IllegalStateException("there is no way to this database");
        }
        try (var session = opening.open()) {
            return work.of(session);
        } catch (SQLException e) {
            throw StepStopped.of(name, e);
        }
    }
}
