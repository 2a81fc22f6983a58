package health.cordon.tenancy.verification;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Which organisation is being verified now, on any node. */
@ApplicationScoped
public class VerificationRuns {
    private static final Logger LOG = Logger.getLogger(VerificationRuns.class.getName());
    private static final long MICROS = 1_000;

    @Inject PlatformDatabase platform;

    /**
     * @param longest after which it counts as dead
     * @throws ProblemException conflict while another one runs
     */
    void begin(OrganisationId organisation, UUID id, Duration longest) {
        try {
            platform.execute(
                    "DELETE FROM verification_run WHERE organisation_id = ?"
                            + " AND until < UTC_TIMESTAMP(3)",
                    organisation.toString());
            platform.execute(
                    "INSERT INTO verification_run (organisation_id, id, until) VALUES (?, ?,"
                            + " UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)",
                    organisation.toString(),
                    id.toString(),
                    longest.toMillis() * MICROS);
        } catch (JdbiException e) {
            throw new ProblemException(
                    e.getCause() instanceof SQLIntegrityConstraintViolationException
                            ? Problem.CONFLICT
                            : Problem.UNAVAILABLE,
                    e);
        }
    }

    /** Never fails: what stays ends by itself. */
    void end(OrganisationId organisation, UUID id) {
        try {
            platform.execute(
                    "DELETE FROM verification_run WHERE organisation_id = ? AND id = ?",
                    organisation.toString(),
                    id.toString());
        } catch (JdbiException e) {
            LOG.log(
                    Level.WARNING,
                    "organisation {0} counts as being verified for two minutes more",
                    organisation);
        }
    }
}
