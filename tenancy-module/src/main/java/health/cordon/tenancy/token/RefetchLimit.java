package health.cordon.tenancy.token;

import java.time.Duration;

/** How often an issuer is asked out of turn: whoever sends unknown key ids does not decide it. */
final class RefetchLimit {
    private static final int TIMES = 2;
    private static final long IN = Duration.ofSeconds(3).toNanos();

    private long begun = System.nanoTime() - IN;
    private int taken;

    synchronized boolean isSpent() {
        return taken >= TIMES && System.nanoTime() - begun < IN;
    }

    /** Once more, if that may be. */
    synchronized boolean take() {
        if (isSpent()) {
            return false;
        }
        if (System.nanoTime() - begun >= IN) {
            begun = System.nanoTime();
            taken = 0;
        }
        taken++;
        return true;
    }
}
