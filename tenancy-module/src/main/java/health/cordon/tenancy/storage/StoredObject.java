package health.cordon.tenancy.storage;

/**
 * An object that was written.
 *
 * @param sha256 lower-case hexadecimal, computed while the bytes passed
 * @param contentType as sniffed, not as the client said
 */
public record StoredObject(ObjectPlace place, String sha256, long sizeBytes, String contentType) {}
