package health.cordon.tenancy.wall;

import java.util.Locale;

/** What a clinical database is to a tenant, as its row in {@code placement} says. */
public enum PlacementState {
    /** Serves and takes writes. */
    HOME(true),
    /** The same, while a move copies from here. */
    COPYING(true),
    /**
     * A move fills it, and writes at an epoch that nobody else has heard of; it is the home as soon
     * as the platform database says so.
     */
    FILLING(true),
    /** A move is about to change the home; whoever writes waits for it. */
    DRAINING(false),
    /** Not the home, or not any more. */
    AWAY(false);

    private final boolean writable;

    PlacementState(boolean writable) {
        this.writable = writable;
    }

    /** Whether a tenant's rows may be written here. */
    public boolean writable() {
        return writable;
    }

    /** Whether the tenant's people may write here. */
    public boolean isHome() {
        return this == HOME || this == COPYING;
    }

    /** As the column has it. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PlacementState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
