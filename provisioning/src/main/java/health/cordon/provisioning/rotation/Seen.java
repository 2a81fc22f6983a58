package health.cordon.provisioning.rotation;

import health.cordon.provisioning.rotation.RotationView.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * What a step has done.
 *
 * @param evidence for people; never a credential
 * @param waiting for what, where it cannot go on yet
 */
record Seen(String evidence, @Nullable Waiting waiting) {
    static Seen of(String evidence) {
        return new Seen(evidence, null);
    }
}
