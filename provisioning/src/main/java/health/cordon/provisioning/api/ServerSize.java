package health.cordon.provisioning.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How many databases a server has.
 *
 * @param capacity the most that are made there; what is there already stays
 * @param stockWanted how many are kept ready
 */
public record ServerSize(
        @NotNull @Min(1) @Max(100_000) Integer capacity,
        @NotNull @Min(0) @Max(100) Integer stockWanted) {}
