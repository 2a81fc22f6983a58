package health.cordon.moves.engine;

import java.util.OptionalLong;

/**
 * Decides where a tenant's home is. Each call is one transaction in the platform database; where
 * that does not answer, a call throws, and nobody knows whether it was made.
 *
 * <p>A mover has an epoch of its own, larger than all before. With it the mover may begin a change
 * of home once, and decide what it has begun; until somebody retires the epoch, or takes the next
 * one.
 */
public interface HomeRegister {
    /**
     * The next epoch. Whoever had one before can decide nothing more.
     *
     * @return nothing where the change is decided
     */
    OptionalLong take();

    /**
     * Says that the home is about to be closed.
     *
     * @return false where the epoch is not the mover's any more
     */
    boolean begin(long epoch);

    /**
     * Makes the target the home at this epoch.
     *
     * @return false where it was not begun, or the epoch is not the mover's any more
     */
    boolean decide(long epoch);

    /**
     * From now on nothing is decided at this epoch.
     *
     * @return false where it is decided
     */
    boolean retire(long epoch);

    /** The epoch at which the target is the home; nothing before that is decided. */
    OptionalLong decided();
}
