package health.cordon.tenancy.storage;

/** A bucket and a key in it. */
public record ObjectPlace(String bucket, String key) {}
