package health.cordon.provisioning.rekey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What seals the kept connections.
 *
 * @param newest the id of the key that seals from now on; none where no connection can be kept
 * @param keys each that this node has, and each that a connection is sealed with
 */
public record ConnectionsView(@Nullable String newest, List<KeyCount> keys) {}
