package health.cordon.tenancy.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the next page, or {@code null} at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Cuts a page out of rows that were read with one more than the limit.
     *
     * @param cursor makes the cursor that goes on after an item
     */
    public static <R, T> Page<T> of(
            List<R> rows, int limit, Function<R, T> view, Function<R, String> cursor) {
        var items = rows.stream().limit(limit).map(view).toList();
        return new Page<>(items, rows.size() > limit ? cursor.apply(rows.get(limit - 1)) : null);
    }
}
