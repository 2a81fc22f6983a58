package health.cordon.provisioning.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A server that is to be used.
 *
 * @param url {@code mysql://user:password@host:3306}, of an account that may make databases and
 *     accounts
 * @param capacity the most databases to make there
 * @param stockWanted how many databases to keep ready there; left out, none
 */
public record ServerRequest(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String name,
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String region,
        @NotNull @Min(1) @Max(100_000) Integer capacity,
        @Nullable @Min(0) @Max(100) Integer stockWanted,
        @NotNull @Size(min = 1, max = 1_000) String url) {
    /** Never the URL. */
    @Override
    public String toString() {
        return name;
    }
}
