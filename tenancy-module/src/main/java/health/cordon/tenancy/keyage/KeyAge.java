package health.cordon.tenancy.keyage;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of an organisation by what they are wrapped with.
 *
 * @param rewrapDays how old a wrap may get; {@code null} where nobody asks
 */
public record KeyAge(List<Wraps> wraps, @Nullable Integer rewrapDays) {
    /**
     * @param key an ARN, {@code local:<key id>}, or {@code local}
     * @param oldest when the first of them was wrapped
     */
    public record Wraps(String key, long deks, Instant oldest) {}

    /** How many data keys there are. */
    public long deks() {
        return wraps.stream().mapToLong(Wraps::deks).sum();
    }

    /** When the one was wrapped whose wrap is the oldest. */
    public Optional<Instant> oldest() {
        return wraps.stream().map(Wraps::oldest).min(Comparator.naturalOrder());
    }

    /** When it is to be wrapped anew; never without a schedule. */
    public Optional<Instant> due() {
        return Optional.ofNullable(rewrapDays)
                .flatMap(days -> oldest().map(oldest -> oldest.plus(Duration.ofDays(days))));
    }

    /** Whether that was before. */
    public boolean isOverdue(Instant now) {
        return due().filter(due -> due.isBefore(now)).isPresent();
    }
}
