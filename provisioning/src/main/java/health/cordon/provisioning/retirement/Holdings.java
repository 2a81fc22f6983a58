package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.KeyFate;
import java.util.List;
import java.util.Map;

/**
 * What there is of an organisation at one moment, counted in each place by itself.
 *
 * @param keys those that are, or ever were, its own
 */
public record Holdings(List<Rows> rows, List<Objects> objects, List<KeyFate> keys) {
    /**
     * @param database for people
     * @param made whether provisioning made it for the organisation
     * @param seen false where its ref has no URL any more
     * @param tables how many rows of which table
     * @param kept the same of what stays: the trail, and where the organisation was at home
     */
    public record Rows(
            String database,
            boolean made,
            boolean seen,
            Map<String, Long> tables,
            Map<String, Long> kept) {
        long total() {
            return tables.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * @param under the prefix that was looked at; empty for the whole bucket
     * @param versions all of them, marks of deletion and unfinished uploads included
     */
    public record Objects(String bucket, String under, long versions) {}

    long totalRows() {
        return rows.stream().mapToLong(Rows::total).sum();
    }

    long totalVersions() {
        return objects.stream().mapToLong(Objects::versions).sum();
    }

    /** Whether nothing is left that could be destroyed from here. */
    boolean isClear() {
        return totalRows() == 0
                && totalVersions() == 0
                && keys.stream().filter(KeyFate::made).allMatch(KeyFate::cannotBeUsed);
    }
}
