package health.cordon.provisioning.rekey;

/**
 * A key and what it seals.
 *
 * @param key its id; {@code ?} where none can be read
 * @param connections that it seals
 * @param configured whether this node has it
 */
public record KeyCount(String key, long connections, boolean configured) {}
