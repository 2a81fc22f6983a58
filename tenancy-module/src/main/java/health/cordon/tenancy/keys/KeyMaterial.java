package health.cordon.tenancy.keys;

import java.util.Arrays;
import java.util.Optional;

/** The plain bytes of a DEK, until they are wiped. */
final class KeyMaterial {
    private final byte[] bytes;
    private final int mostUses;
    private int uses;
    private boolean wiped;

    /**
     * @param bytes kept, not copied: whoever gave them has no further use of them
     * @param mostUses how often it may be asked for
     */
    KeyMaterial(byte[] bytes, int mostUses) {
        this.bytes = bytes;
        this.mostUses = mostUses;
    }

    /** A copy that the caller wipes; none once this is wiped. */
    synchronized Optional<byte[]> copy() {
        return wiped ? Optional.empty() : Optional.of(bytes.clone());
    }

    /** Counts one who asked for it; false when they were too many. */
    synchronized boolean admit() {
        return ++uses <= mostUses;
    }

    synchronized void wipe() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }
}
