package health.cordon.tenancy.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Visits every world that can come about, the nearest first, until one is wrong. */
final class ModelSearch {
    private final ModelWrite begin = ModelWrite.begin();
    private final ModelSteps steps = new ModelSteps(begin);
    private final ModelFence fence;
    private final Map<ModelWorld, Origin> reached = new HashMap<>();
    private final ArrayDeque<ModelWorld> open = new ArrayDeque<>();
    private final List<ModelWorld> ends = new ArrayList<>();
    private long taken;
    private List<String> counterexample = List.of();

    private record Origin(@Nullable ModelWorld before, String what) {}

    private ModelSearch(ModelFence fence) {
        this.fence = fence;
    }

    static ModelSearch of(ModelFence fence) {
        var search = new ModelSearch(fence);
        search.run();
        return search;
    }

    /** The shortest way to something that must not be; empty when there is none. */
    List<String> counterexample() {
        return counterexample;
    }

    boolean ends(Predicate<ModelWorld> so) {
        return ends.stream().anyMatch(so);
    }

    @Override
    public String toString() {
        return "fence model %s: %,d states, %,d steps between them, %,d ends"
                .formatted(fence, reached.size(), taken, ends.size());
    }

    private void run() {
        var start = ModelWorld.start(fence, begin);
        reached.put(start, new Origin(null, "start"));
        open.add(start);
        while (counterexample.isEmpty() && !open.isEmpty()) {
            visit(open.remove());
        }
    }

    private void visit(ModelWorld world) {
        var all = steps.of(world);
        taken += all.size();
        if (all.isEmpty()) {
            ends.add(world);
            fail(world.faultAtTheEnd(), world, "nothing more can happen");
        }
        for (var next : all) {
            fail(next.fault(), world, next.what());
            if (reached.putIfAbsent(next.world(), new Origin(world, next.what())) == null) {
                open.add(next.world());
            }
        }
    }

    private void fail(Optional<String> fault, ModelWorld before, String last) {
        if (fault.isEmpty() || !counterexample.isEmpty()) {
            return;
        }
        var way = new ArrayList<>(List.of("WRONG: " + fault.get(), last));
        for (var at = reached.get(before); at != null && at.before() != null; ) {
            way.add(at.what());
            at = reached.get(at.before());
        }
        Collections.reverse(way);
        counterexample = way;
    }
}
