package health.cordon.tenancy.escrow;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.settings.Settings;
import java.util.Optional;

/**
 * @param recoveryKey what data keys are sealed for; without one there is no escrow
 */
public record EscrowConfig(Optional<RecoveryKey> recoveryKey) {
    public static EscrowConfig from(Settings settings) {
        return new EscrowConfig(settings.optional("ESCROW_PUBLIC_KEY_FILE", RecoveryKey::read));
    }

    /** Whether there is escrow here at all. */
    public boolean isSetUp() {
        return recoveryKey.isPresent();
    }

    /**
     * @throws ProblemException escrow not set up
     */
    RecoveryKey required() {
        return recoveryKey.orElseThrow(() -> new ProblemException(Problem.ESCROW_NOT_SET_UP));
    }
}
