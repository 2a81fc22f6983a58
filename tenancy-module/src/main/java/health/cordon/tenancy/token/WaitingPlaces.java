package health.cordon.tenancy.token;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** So many requests may wait for one issuer, and so many for all of its kind. */
final class WaitingPlaces {
    private final Semaphore free;
    private final @Nullable WaitingPlaces ofAll;

    WaitingPlaces(int most) {
        this(most, null);
    }

    private WaitingPlaces(int most, @Nullable WaitingPlaces ofAll) {
        free = new Semaphore(most);
        this.ofAll = ofAll;
    }

    /** Some of these, for one of them. */
    WaitingPlaces some(int most) {
        return new WaitingPlaces(most, this);
    }

    /** Takes a place, if there is one now. */
    boolean enter() {
        if (!free.tryAcquire()) {
            return false;
        }
        if (ofAll == null || ofAll.enter()) {
            return true;
        }
        free.release();
        return false;
    }

    void leave() {
        if (ofAll != null) {
            ofAll.leave();
        }
        free.release();
    }
}
