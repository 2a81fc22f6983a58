package health.cordon.batch.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A job that is wanted.
 *
 * @param job {@code rewrap}
 * @param organisation its id or slug
 * @param to the key to wrap with: an ARN, or {@code local}; left out, the one that wraps the
 *     organisation's new data keys
 * @param rate data keys a second, of all nodes together; left out, 500
 */
public record JobOrder(
        @NotNull @Pattern(regexp = "rewrap") String job,
        @NotNull @Size(min = 1, max = 36) String organisation,
        @Nullable @Size(min = 1, max = 200) String to,
        @Nullable @Min(1) @Max(10_000) Integer rate) {}
