package health.cordon.tenancy.organisation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation's records are at home, once provisioning or a move has put them there. From
 * then on only a move puts them elsewhere.
 *
 * @param epoch at least 1; grows with each managed change
 * @param ref names the database; {@code null} is the shared one
 */
public record ManagedHome(long epoch, @Nullable ConnectionRef ref) {
    public ManagedHome {
        if (epoch < 1) {
            throw new IllegalArgumentException("a managed home has an epoch of at least 1");
        }
    }

    /** The dedicated database, if it is one. */
    public Optional<ConnectionRef> database() {
        return Optional.ofNullable(ref);
    }
}
