package health.cordon.batch.rewrap;

import java.util.List;

/**
 * The data keys of an organisation in one database.
 *
 * @param database for people
 * @param seen whether it could be looked at
 * @param keys by what they are wrapped with
 */
public record PlaceKeys(String database, boolean seen, List<KeyCount> keys) {
    /**
     * @param key an ARN, {@code local:<key id>}, or {@code local}
     */
    public record KeyCount(String key, long deks) {}

    static PlaceKeys unseen(String database) {
        return new PlaceKeys(database, false, List.of());
    }

    long deks() {
        return keys.stream().mapToLong(KeyCount::deks).sum();
    }

    long deks(String key) {
        return keys.stream().filter(one -> one.key().equals(key)).mapToLong(KeyCount::deks).sum();
    }
}
