package health.cordon.clinical.fhir;

/**
 * What one bundle may cost.
 *
 * @param maxBytes of JSON, after any decompression, exact to within one read buffer
 * @param maxEntries of any resource type
 * @param maxResourceChars of what is kept of one resource, a presented form in base64 included
 * @param maxDepth of nested objects and arrays
 */
public record BundleLimits(long maxBytes, int maxEntries, int maxResourceChars, int maxDepth) {
    /** Room for a long life in one bundle, and for a scanned report of 16 MiB. */
    public static final BundleLimits STANDARD = new BundleLimits(64L << 20, 100_000, 23 << 20, 64);

    public BundleLimits {
        if (maxBytes < 1 || maxEntries < 1 || maxResourceChars < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("Every limit of a bundle is at least 1");
        }
    }
}
