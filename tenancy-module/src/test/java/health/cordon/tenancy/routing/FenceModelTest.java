package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every order in which two nodes with two writes each and a move there and back can meet, where one
 * node and the mover may crash at any step, the mover comes back or gives up, and a node's
 * knowledge may be old for as long as it likes. The loop is {@link FencedWork} and the fence {@link
 * health.cordon.tenancy.wall.Placement}, as they are in the product; the databases and the mover
 * are the model's. Decision 0016 says what that shows and what not.
 */
class FenceModelTest {
    private static final int ALL = 0b1111;

    @Test
    void nothingGoesWrongInAnyOrder() {
        var search = ModelSearch.of(ModelFence.PRODUCT);

        System.out.println(search);
        assertThat(search.counterexample()).isEmpty();
        assertThat(search.ends(end -> end.platform().epoch() == 2 && end.acknowledged() == ALL))
                .as("there and back, with all writes acknowledged")
                .isTrue();
        assertThat(search.ends(end -> end.unavailable() != 0)).as("a 503").isTrue();
        assertThat(search.ends(end -> (end.committed() & ~end.acknowledged()) != 0))
                .as("a write whose node died before it could say so")
                .isTrue();
        assertThat(
                        search.ends(
                                end ->
                                        end.mover().crashes() == 0
                                                && end.nodeCrashes() == 0
                                                && end.platform().epoch() == 2))
                .as("both crashed, and the move ended well")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = "PRODUCT", mode = EnumSource.Mode.EXCLUDE)
    void aSpoiledFenceIsFound(ModelFence spoiled) {
        var search = ModelSearch.of(spoiled);

        System.out.println(search);
        search.counterexample().forEach(line -> System.out.println("    " + line));
        assertThat(search.counterexample()).isNotEmpty();
    }
}
