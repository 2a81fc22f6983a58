package health.cordon.admin.keys;

import health.cordon.tenancy.keyage.KeyAge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The age of an organisation's data keys.
 *
 * @param deks how many there are in the database that it has now
 * @param oldest when the first of them was wrapped; null where there is none
 * @param rewrapDays the schedule; null where there is none
 * @param due when the oldest is to be wrapped anew; null without a schedule
 */
public record KeyStatusView(
        long deks,
        List<Key> keys,
        @Nullable Instant oldest,
        @Nullable Integer rewrapDays,
        @Nullable Instant due,
        boolean overdue) {
    /**
     * @param key an ARN, {@code local:<key id>}, or {@code local}
     */
    public record Key(String key, long deks, Instant oldest) {}

    static KeyStatusView of(KeyAge age, Instant now) {
        return new KeyStatusView(
                age.deks(),
                age.wraps().stream()
                        .map(wraps -> new Key(wraps.key(), wraps.deks(), wraps.oldest()))
                        .toList(),
                age.oldest().orElse(null),
                age.rewrapDays(),
                age.due().orElse(null),
                age.isOverdue(now));
    }
}
