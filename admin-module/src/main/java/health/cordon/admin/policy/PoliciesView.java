package health.cordon.admin.policy;

import org.jspecify.annotations.Nullable;

/**
 * What the cloud's administrator grants for one organisation.
 *
 * @param role stands for the server's role; put its ARN there
 * @param rolePolicy for the server's role
 * @param bucketPolicy for the organisation's own bucket, null when it shares one
 * @param keyPolicy to be added to the policy of the organisation's own key, null when it shares one
 * @param previousKeyPolicy to be kept in the policies of all keys that wrapped its data keys before
 * @param rewrapPolicy for the server's role, while its data keys are wrapped anew with the key of
 *     today
 */
public record PoliciesView(
        String role,
        Policy rolePolicy,
        @Nullable Policy bucketPolicy,
        @Nullable Policy keyPolicy,
        Policy previousKeyPolicy,
        Policy rewrapPolicy) {}
