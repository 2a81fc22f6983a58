package health.cordon.moves.engine;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.moves.engine.ModelMove.Spoiled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every order in which two writers, two movers of which each takes the other one for dead and
 * begins again when it is refused, and somebody who opens a closed home can meet. Decision 0024
 * says what that shows and what not; how nodes ask again is in the model of the fence.
 */
class MoveModelTest {
    private static final int ALL = 0b11;

    private record Origin(@Nullable ModelMove before, String what) {}

    private final Map<ModelMove, Origin> reached = new HashMap<>();
    private boolean isMovedWithAll;
    private boolean isOpenAgain;

    /** The shortest way to a write that is not at home; empty when there is none. */
    private List<String> search(Spoiled spoiled) {
        var start = ModelMove.start(spoiled);
        var open = new ArrayDeque<ModelMove>(List.of(start));
        reached.put(start, new Origin(null, ""));
        while (!open.isEmpty()) {
            var world = open.remove();
            for (var step : world.next()) {
                var after = step.after();
                if (reached.putIfAbsent(after, new Origin(world, step.what())) == null) {
                    if (after.isWrong()) {
                        return way(after);
                    }
                    note(after);
                    open.add(after);
                }
            }
        }
        return List.of();
    }

    private void note(ModelMove world) {
        isMovedWithAll |= world.decided() != 0 && world.committed() == ALL;
        isOpenAgain |= world.watchers().get(0).over() && world.decided() != 0;
    }

    private List<String> way(ModelMove to) {
        var way = new ArrayList<String>();
        var at = reached.get(to);
        while (at != null && at.before() != null) {
            way.add(at.what());
            at = reached.get(at.before());
        }
        Collections.reverse(way);
        return way;
    }

    @Test
    void noWriteIsLostInAnyOrder() {
        assertThat(search(Spoiled.NOTHING)).isEmpty();
        System.out.printf("move model: %,d states%n", reached.size());
        assertThat(isMovedWithAll).as("moved, with all writes").isTrue();
        assertThat(isOpenAgain).as("opened by somebody, and moved").isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void aSpoiledProtocolIsFound(Spoiled spoiled) {
        var way = search(spoiled);
        System.out.printf(
                "move model, %s: %,d states, found after %d steps%n",
                spoiled, reached.size(), way.size());
        way.forEach(line -> System.out.println("    " + line));
        assertThat(way).isNotEmpty();
    }
}
