package health.cordon.batch.request;

/**
 * Items that stay as they were, and why.
 *
 * @param kind such as {@code denied}
 * @param resource what it fails with, such as the ARN of a key
 * @param permission the right that is missing; empty where that is not the reason
 */
public record Failed(String kind, String resource, String permission, long items) {}
