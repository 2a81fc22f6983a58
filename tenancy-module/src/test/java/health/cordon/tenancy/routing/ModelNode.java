package health.cordon.tenancy.routing;

import org.jspecify.annotations.Nullable;

/**
 * A server of the model, which takes a number of writes one after the other.
 *
 * @param snapshot what it believes about the tenant's home
 * @param first the number of its first write in the world
 * @param done how many of its writes were answered
 * @param write the one that it is at; nothing when it has none any more, or is dead
 * @param open its transaction, if one is open
 */
record ModelNode(
        ModelHome snapshot, int first, int done, @Nullable ModelWrite write, @Nullable Open open) {
    static final int WRITES = 2;

    /**
     * A transaction that has written and not committed.
     *
     * @param claimed whether it also inserted the placement row
     */
    record Open(int place, boolean claimed) {}

    int writeBit() {
        return 1 << (first + done);
    }

    boolean alive() {
        return write != null;
    }

    ModelNode believing(ModelHome home) {
        return new ModelNode(home, first, done, write, open);
    }

    ModelNode at(ModelWrite further, @Nullable Open transaction) {
        return new ModelNode(snapshot, first, done, further, transaction);
    }

    /** The client has its answer; the next one begins, if there is one. */
    ModelNode answered(ModelWrite begin) {
        return new ModelNode(snapshot, first, done + 1, done + 1 < WRITES ? begin : null, null);
    }

    /** Its transaction is rolled back, its locks are gone. */
    ModelNode dead() {
        return new ModelNode(new ModelHome(0, 0), first, done, null, null);
    }
}
