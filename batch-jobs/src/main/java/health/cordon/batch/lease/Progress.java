package health.cordon.batch.lease;

import java.util.Map;

/**
 * What came of some items.
 *
 * @param done items that are as the job wants them
 * @param changed of these, those that the job has changed
 * @param verified items whose new form was tried before it was stored
 * @param calls calls of the key service
 * @param failures items that stay as they were, and why
 */
public record Progress(
        long done, long changed, long verified, long calls, Map<Failure, Long> failures) {
    /**
     * Why items stay as they were.
     *
     * @param resource what it fails with, such as the ARN of a key
     * @param permission the right that is missing; empty where that is not the reason
     */
    public record Failure(String kind, String resource, String permission) {}

    /** Of all reasons together. */
    public long errors() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
