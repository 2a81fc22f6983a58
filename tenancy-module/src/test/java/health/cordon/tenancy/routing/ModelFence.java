package health.cordon.tenancy.routing;

import health.cordon.tenancy.wall.Placement;
import org.jspecify.annotations.Nullable;

/** What the database checks before it takes a write: the product's fence, and ways to spoil it. */
enum ModelFence {
    PRODUCT(true) {
        @Override
        boolean admits(@Nullable Placement row, long believed) {
            return Placement.admits(row, believed);
        }
    },
    NONE(true) {
        @Override
        boolean admits(@Nullable Placement row, long believed) {
            return true;
        }
    },
    WITHOUT_EPOCH(true) {
        @Override
        boolean admits(@Nullable Placement row, long believed) {
            return row == null ? believed == 0 : row.state().writable();
        }
    },
    WITHOUT_LOCK(false) {
        @Override
        boolean admits(@Nullable Placement row, long believed) {
            return Placement.admits(row, believed);
        }
    };

    private final boolean locks;

    ModelFence(boolean locks) {
        this.locks = locks;
    }

    /** Whether the row stays as it is until the writer has committed. */
    boolean locks() {
        return locks;
    }

    abstract boolean admits(@Nullable Placement row, long believed);
}
