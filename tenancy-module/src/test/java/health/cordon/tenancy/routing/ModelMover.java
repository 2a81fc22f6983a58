package health.cordon.tenancy.routing;

import health.cordon.tenancy.wall.Placement;
import health.cordon.tenancy.wall.PlacementState;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves the tenant from A to B and back again. Each step is one transaction in one database.
 *
 * @param epoch of the home that it moves away from; even in A, odd in B
 * @param crashes how many it may still have
 */
record ModelMover(long epoch, Phase phase, int crashes) {
    private static final int MOVES = 2;

    enum Phase {
        /** Says that the target is not the home, so that nobody claims it. */
        PREPARE,
        MARK,
        COPY,
        DRAIN,
        DELTA,
        /** From here on there is no way back. */
        OPEN,
        CLOSE,
        TELL,
        UNDO,
        CRASHED,
        DONE
    }

    record Change(String what, ModelWorld world) {}

    static ModelMover start() {
        return new ModelMover(0, Phase.PREPARE, 1);
    }

    private int source() {
        return (int) (epoch % 2);
    }

    private int target() {
        return 1 - source();
    }

    /** All that may happen to it next. */
    List<Change> changes(ModelWorld world) {
        var changes = new ArrayList<Change>();
        switch (phase) {
            case DONE -> {}
            case CRASHED -> restart(world, changes);
            default -> {
                step(world, changes);
                if (phase.compareTo(Phase.OPEN) <= 0) {
                    add(changes, "gives up", world, Phase.UNDO);
                }
                if (crashes > 0) {
                    changes.add(
                            new Change(
                                    "crashes before " + phase,
                                    world.with(new ModelMover(epoch, Phase.CRASHED, crashes - 1))));
                }
            }
        }
        return changes;
    }

    /** It has kept nothing but its order, and looks at the databases. */
    private void restart(ModelWorld world, List<Change> changes) {
        if (opened().equals(world.place(target()).row())) {
            add(changes, "comes back and goes on", world, Phase.CLOSE);
        } else {
            add(changes, "comes back and begins again", world, Phase.PREPARE);
            add(changes, "comes back and gives up", world, Phase.UNDO);
        }
    }

    private void step(ModelWorld world, List<Change> changes) {
        switch (phase) {
            case PREPARE -> place(changes, world, target(), prepared(world), Phase.MARK);
            case MARK -> place(changes, world, source(), here(PlacementState.COPYING), Phase.COPY);
            case COPY -> add(changes, "COPY", world.copied(source(), target()), Phase.DRAIN);
            case DRAIN ->
                    place(changes, world, source(), here(PlacementState.DRAINING), Phase.DELTA);
            case DELTA -> add(changes, "DELTA", world.copied(source(), target()), Phase.OPEN);
            case OPEN -> place(changes, world, target(), opened(), Phase.CLOSE);
            case CLOSE -> place(changes, world, source(), closed(), Phase.TELL);
            case TELL -> changes.add(new Change("TELL", told(world)));
            case UNDO -> place(changes, world, source(), here(PlacementState.HOME), Phase.DONE);
            default -> throw new IllegalStateException(phase.name());
        }
    }

    private Placement prepared(ModelWorld world) {
        var there = world.place(target()).row();
        return there == null ? here(PlacementState.AWAY) : there;
    }

    private Placement here(PlacementState state) {
        return new Placement(epoch, state);
    }

    private Placement opened() {
        return new Placement(epoch + 1, PlacementState.HOME);
    }

    private Placement closed() {
        return new Placement(epoch + 1, PlacementState.AWAY);
    }

    private ModelWorld told(ModelWorld world) {
        var more = epoch + 1 < MOVES;
        return world.told(new ModelHome(target(), epoch + 1))
                .with(new ModelMover(epoch + 1, more ? Phase.PREPARE : Phase.DONE, crashes));
    }

    /** Changes a placement row, which waits until nobody holds a lock on it. */
    private void place(
            List<Change> changes, ModelWorld world, int place, Placement row, Phase next) {
        if (!world.locked(place)) {
            add(changes, phase + ", " + row, world.placed(place, row), next);
        }
    }

    private void add(List<Change> changes, String what, ModelWorld world, Phase next) {
        changes.add(new Change(what, world.with(new ModelMover(epoch, next, crashes))));
    }
}
