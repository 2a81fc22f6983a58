package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    private static Page<String> page(List<Integer> rows, int limit) {
        return Page.of(rows, limit, row -> "item " + row, row -> "after " + row);
    }

    @Test
    void endsWhereNoMoreRowsAre() {
        assertThat(page(List.of(), 2)).isEqualTo(new Page<>(List.of(), null));
        assertThat(page(List.of(1, 2), 2)).isEqualTo(new Page<>(List.of("item 1", "item 2"), null));
    }

    @Test
    void goesOnAfterTheLastItemItShows() {
        assertThat(page(List.of(1, 2, 3), 2))
                .isEqualTo(new Page<>(List.of("item 1", "item 2"), "after 2"));
    }
}
