package health.cordon.tenancy.routing;

import health.cordon.tenancy.wall.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that there is at one moment of the model.
 *
 * @param platform the home as the platform database has it
 * @param committed the writes that were committed anywhere, as bits
 * @param acknowledged those whose client was told so
 * @param unavailable those whose client was told to come again
 */
record ModelWorld(
        ModelFence fence,
        List<Place> places,
        ModelHome platform,
        List<ModelNode> nodes,
        int nodeCrashes,
        ModelMover mover,
        int committed,
        int acknowledged,
        int unavailable) {
    /**
     * A database.
     *
     * @param rows the writes that it has, as bits
     */
    record Place(@Nullable Placement row, int rows) {}

    static ModelWorld start(ModelFence fence, ModelWrite begin) {
        var home = new ModelHome(0, 0);
        return new ModelWorld(
                fence,
                List.of(new Place(null, 0), new Place(null, 0)),
                home,
                List.of(
                        new ModelNode(home, 0, 0, begin, null),
                        new ModelNode(home, ModelNode.WRITES, 0, begin, null)),
                1,
                ModelMover.start(),
                0,
                0,
                0);
    }

    Place place(int number) {
        return places.get(number);
    }

    /** Whether somebody has written there and not committed. */
    boolean locked(int place) {
        return nodes.stream()
                .map(ModelNode::open)
                .anyMatch(
                        open ->
                                open != null
                                        && open.place() == place
                                        && (fence.locks() || open.claimed()));
    }

    /** Whether the placement row is there for its inserter alone. */
    boolean beingClaimed(int place) {
        return nodes.stream()
                .map(ModelNode::open)
                .anyMatch(open -> open != null && open.place() == place && open.claimed());
    }

    ModelWorld with(ModelMover next) {
        return new ModelWorld(
                fence,
                places,
                platform,
                nodes,
                nodeCrashes,
                next,
                committed,
                acknowledged,
                unavailable);
    }

    ModelWorld with(int number, ModelNode next) {
        return new ModelWorld(
                fence,
                places,
                platform,
                replaced(nodes, number, next),
                nodeCrashes,
                mover,
                committed,
                acknowledged,
                unavailable);
    }

    ModelWorld crashed(int number) {
        var after = with(number, nodes.get(number).dead());
        return new ModelWorld(
                fence,
                places,
                platform,
                after.nodes,
                nodeCrashes - 1,
                mover,
                committed,
                acknowledged,
                unavailable);
    }

    ModelWorld answered(int bit, boolean yes) {
        return new ModelWorld(
                fence,
                places,
                platform,
                nodes,
                nodeCrashes,
                mover,
                committed,
                yes ? acknowledged | bit : acknowledged,
                yes ? unavailable : unavailable | bit);
    }

    ModelWorld committed(int place, int bit) {
        var there = place(place);
        return new ModelWorld(
                fence,
                replaced(places, place, new Place(there.row(), there.rows() | bit)),
                platform,
                nodes,
                nodeCrashes,
                mover,
                committed | bit,
                acknowledged,
                unavailable);
    }

    ModelWorld placed(int place, Placement row) {
        return places(replaced(places, place, new Place(row, place(place).rows())));
    }

    ModelWorld copied(int from, int to) {
        var there = place(to);
        return places(
                replaced(places, to, new Place(there.row(), there.rows() | place(from).rows())));
    }

    ModelWorld told(ModelHome home) {
        return new ModelWorld(
                fence,
                places,
                home,
                nodes,
                nodeCrashes,
                mover,
                committed,
                acknowledged,
                unavailable);
    }

    private ModelWorld places(List<Place> changed) {
        return new ModelWorld(
                fence,
                changed,
                platform,
                nodes,
                nodeCrashes,
                mover,
                committed,
                acknowledged,
                unavailable);
    }

    private static <T> List<T> replaced(List<T> all, int number, T next) {
        return number == 0 ? List.of(next, all.get(1)) : List.of(all.get(0), next);
    }

    /** The homes, as the databases themselves say it. */
    List<ModelHome> homes() {
        var homes = new ArrayList<ModelHome>();
        for (int i = 0; i < places.size(); i++) {
            var row = place(i).row();
            if (row != null && row.state().writable()) {
                homes.add(new ModelHome(i, row.epoch()));
            }
        }
        return homes;
    }

    /** What must be so at every moment. */
    Optional<String> fault() {
        return homes().size() > 1 ? Optional.of("there are two homes") : Optional.empty();
    }

    /** What must be so when nothing can happen any more. */
    Optional<String> faultAtTheEnd() {
        var home = homes().isEmpty() ? platform : homes().get(0);
        return Stream.of(
                        when(mover.phase() != ModelMover.Phase.DONE, "the mover is stuck"),
                        when(nodes.stream().anyMatch(ModelNode::alive), "a node is stuck"),
                        when(!home.equals(platform), "the platform names another home"),
                        when(
                                (acknowledged & ~place(home.place()).rows()) != 0,
                                "an acknowledged write is not at home"),
                        when(
                                (unavailable & committed) != 0,
                                "a write was taken whose client was told to come again"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> when(boolean wrong, String what) {
        return wrong ? Optional.of(what) : Optional.empty();
    }
}
