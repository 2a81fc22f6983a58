package health.cordon.tenancy.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased, as the platform database keeps it.
 *
 * <p>Every method is unavailable (503) while that database does not answer.
 */
@ApplicationScoped
public class ErasureList {
    @Inject PlatformDatabase platform;

    /**
     * Notes an intent, before anything is erased.
     *
     * @param wrappedBy the name of the key that wraps the DEK, never the wrapped DEK
     */
    public Erasure begin(
            OrganisationId organisation,
            UUID patient,
            UUID dek,
            String wrappedBy,
            String requestedBy) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        write(
                handle -> {
                    ErasureRows.begin(
                            handle, organisation, id, patient, dek, wrappedBy, requestedBy);
                    return id;
                });
        return new Erasure(organisation, id, patient, dek, wrappedBy, requestedBy, now, null, null);
    }

    /**
     * Notes that a clinical database has committed an erasure. May be repeated; also good for an
     * intent that was taken back in error.
     *
     * @param destroyed how many rows of which table went, if the caller knows
     */
    public void done(Erasure erasure, @Nullable Map<String, Integer> destroyed) {
        write(
                handle -> {
                    ErasureRows.done(handle, erasure, destroyed);
                    return erasure;
                });
    }

    /** Forgets an intent that came to nothing; what is done stays. May be repeated. */
    public void takeBack(Erasure erasure) {
        write(
                handle -> {
                    ErasureRows.takeBack(handle, erasure);
                    return erasure;
                });
    }

    /** The same, if it was begun that long ago by the platform database's clock. */
    public void takeBackIfOlder(Erasure erasure, Duration age) {
        write(
                handle -> {
                    ErasureRows.takeBackOld(handle, erasure, age.toSeconds());
                    return erasure;
                });
    }

    /**
     * A part of an organisation's intents, in the order of ids.
     *
     * @param after the last id of the part before; empty for the first
     */
    public List<Erasure> intentsAfter(OrganisationId organisation, String after, int limit) {
        return read(handle -> ErasureRows.intentsAfter(handle, organisation, after, limit));
    }

    /** Of each organisation that has any, all of one moment. */
    public Map<OrganisationId, ErasureCount> counts() {
        return read(ErasureRows::counts);
    }

    /** Of one organisation. */
    public ErasureCount count(OrganisationId organisation) {
        return read(handle -> ErasureRows.count(handle, organisation));
    }

    /**
     * A part of what is done, in the order of ids.
     *
     * @param after the last id of the part before; empty for the first
     */
    public List<Erasure> doneAfter(OrganisationId organisation, String after, int limit) {
        return read(handle -> ErasureRows.doneAfter(handle, organisation, after, limit));
    }

    /**
     * The newest first, intents included.
     *
     * @param before the last id of the part before; empty for the first
     */
    public List<Erasure> newest(OrganisationId organisation, String before, int limit) {
        return read(handle -> ErasureRows.newest(handle, organisation, before, limit));
    }

    /** The last erasure of a patient that is done. */
    public Optional<Erasure> find(OrganisationId organisation, UUID patient) {
        return read(handle -> ErasureRows.find(handle, organisation, patient));
    }

    private <T> T read(Function<Handle, T> work) {
        try {
            return platform.read(work::apply);
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private <T> T write(Function<Handle, T> work) {
        try {
            return platform.write(work::apply);
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
