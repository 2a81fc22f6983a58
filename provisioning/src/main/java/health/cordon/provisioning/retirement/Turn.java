package health.cordon.provisioning.retirement;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The right to work on an organisation's end, kept by asking for it now and then. */
final class Turn {
    private static final long RENEW_NANOS = Duration.ofSeconds(5).toNanos();

    private final BooleanSupplier lease;
    private final long end;
    private long renewed = System.nanoTime();

    /**
     * @param length after that, what is not done is left to the next turn
     * @param lease renews it, and says whether it is still this one's
     */
    Turn(Duration length, BooleanSupplier lease) {
        this.end = System.nanoTime() + length.toNanos();
        this.lease = lease;
    }

    /**
     * @throws ProblemException unavailable when somebody else is at it by now
     */
    boolean goesOn() {
        stay();
        return System.nanoTime() < end;
    }

    /**
     * For what cannot be done by halves.
     *
     * @throws ProblemException unavailable when somebody else is at it by now
     */
    void stay() {
        if (System.nanoTime() - renewed > RENEW_NANOS) {
            renew();
        }
    }

    /**
     * @throws ProblemException unavailable when somebody else is at it by now
     */
    void renew() {
        if (!lease.getAsBoolean()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        renewed = System.nanoTime();
    }
}
