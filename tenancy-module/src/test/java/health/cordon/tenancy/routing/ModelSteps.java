package health.cordon.tenancy.routing;

import health.cordon.tenancy.routing.ModelNode.Open;
import health.cordon.tenancy.routing.ModelWrite.Seen;
import health.cordon.tenancy.routing.ModelWrite.Step;
import health.cordon.tenancy.wall.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that may happen next in a world. */
final class ModelSteps {
    private final ModelWrite begin;

    /**
     * @param fault what is wrong with it, if anything
     */
    record Next(String what, ModelWorld world, Optional<String> fault) {}

    /**
     * @param begin a write that has seen nothing; one for the whole search
     */
    ModelSteps(ModelWrite begin) {
        this.begin = begin;
    }

    List<Next> of(ModelWorld world) {
        var all = new ArrayList<Next>();
        world.mover().changes(world).forEach(c -> add(all, "mover: " + c.what(), c.world()));
        for (int i = 0; i < world.nodes().size(); i++) {
            var node = world.nodes().get(i);
            if (node.write() != null) {
                of(world, i, node, node.write(), all);
            }
        }
        return all;
    }

    private void of(
            ModelWorld world, int number, ModelNode node, ModelWrite write, List<Next> all) {
        var name = "node " + (number + 1) + ": ";
        if (!node.snapshot().equals(world.platform())) {
            add(all, name + "hears the news", world.with(number, heard(world, node)));
        }
        if (world.nodeCrashes() > 0) {
            add(all, name + "crashes", world.crashed(number));
        }
        var step = write.next();
        if (step instanceof Step.Believe) {
            var seen = new Seen.Believed(node.snapshot());
            add(all, name + "believes in " + node.snapshot(), on(world, number, node, seen));
        } else if (step instanceof Step.Learn) {
            add(all, name + "asks in vain", on(world, number, node, new Seen.Looked()));
            if (!node.snapshot().equals(world.platform())) {
                var told = on(world, number, heard(world, node), new Seen.Looked());
                add(all, name + "asks and hears the news", told);
            }
        } else if (step instanceof Step.Write here) {
            write(world, number, node, here.home(), name, all);
        } else if (step instanceof Step.Commit here) {
            commit(world, number, node, here.home(), name, all);
        }
    }

    private static ModelNode heard(ModelWorld world, ModelNode node) {
        return node.believing(world.platform());
    }

    /** Waits for whoever is inserting the placement row; else gets the fence's verdict. */
    private void write(
            ModelWorld world,
            int number,
            ModelNode node,
            ModelHome home,
            String name,
            List<Next> all) {
        if (world.beingClaimed(home.place())) {
            return;
        }
        var row = world.place(home.place()).row();
        if (world.fence().admits(row, home.epoch())) {
            var open = new Open(home.place(), row == null);
            var next = node.at(after(node, new Seen.Written()), open);
            add(all, name + "writes in " + home, world.with(number, next));
        } else {
            var next = on(world, number, node, new Seen.Refused());
            add(all, name + "is refused in " + home, next);
        }
    }

    private void commit(
            ModelWorld world,
            int number,
            ModelNode node,
            ModelHome home,
            String name,
            List<Next> all) {
        int bit = node.writeBit();
        var open = node.open();
        var there =
                open != null && open.claimed()
                        ? world.placed(home.place(), Placement.BY_HAND)
                        : world;
        var fault = faultOfCommit(there, home, bit);
        var after = on(there.committed(home.place(), bit), number, node, new Seen.Committed());
        all.add(new Next(name + "commits in " + home, after, fault.or(after::fault)));
        if (world.nodeCrashes() > 0) {
            var silent = there.committed(home.place(), bit).crashed(number);
            add(all, name + "commits in " + home + ", and crashes", silent);
        }
    }

    private static Optional<String> faultOfCommit(ModelWorld world, ModelHome home, int bit) {
        if (!world.homes().equals(List.of(home))) {
            return Optional.of(
                    "a write is committed in %s; homes: %s".formatted(home, world.homes()));
        }
        return (world.committed() & bit) != 0
                ? Optional.of("a write is committed twice")
                : Optional.empty();
    }

    /** The node's write has seen that; an answer goes to the client at once. */
    private ModelWorld on(ModelWorld world, int number, ModelNode node, Seen seen) {
        var further = after(node, seen);
        if (further.next() instanceof Step.Answer answer) {
            return world.with(number, node.answered(begin))
                    .answered(node.writeBit(), answer.acknowledged());
        }
        return world.with(number, node.at(further, null));
    }

    private static ModelWrite after(ModelNode node, Seen seen) {
        return java.util.Objects.requireNonNull(node.write()).after(seen);
    }

    private static void add(List<Next> all, String what, ModelWorld world) {
        all.add(new Next(what, world, world.fault()));
    }
}
