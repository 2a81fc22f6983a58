package health.cordon.provisioning.rekey;

import java.util.List;

/**
 * What a pass over the kept connections did.
 *
 * @param newest the id of the key that seals them now
 * @param resealed how many were sealed anew
 * @param complete whether the pass came to the end; else the same request goes on
 * @param before what sealed them
 * @param after what seals them now
 * @param unopened those that no key of this node opens, by name; they stay as they are
 * @param removable keys that seal nothing any more
 */
public record RekeyView(
        String newest,
        int resealed,
        boolean complete,
        List<KeyCount> before,
        List<KeyCount> after,
        List<String> unopened,
        List<String> removable) {}
