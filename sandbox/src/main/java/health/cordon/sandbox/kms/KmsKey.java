package health.cordon.sandbox.kms;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key with all generations of its material, the newest last. Times are in milliseconds. */
record KmsKey(
        String id,
        String description,
        KeyState state,
        long createdAt,
        @Nullable Long deletionAt,
        @Nullable String policy,
        Map<String, String> tags,
        List<byte[]> generations) {
    static final String ARN_PREFIX = "arn:aws:kms:us-east-1:111122223333:key/";

    private static final int MAX_GENERATIONS = 25;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KmsKey create(String description, @Nullable String policy, Map<String, String> tags) {
        return new KmsKey(
                UUID.randomUUID().toString(),
                description,
                KeyState.ENABLED,
                Instant.now().toEpochMilli(),
                null,
                policy,
                tags,
                List.of(newMaterial()));
    }

    String arn() {
        return ARN_PREFIX + id;
    }

    int newestGeneration() {
        return generations.size() - 1;
    }

    /** Refuses a key that must not encrypt or decrypt now. */
    KmsKey usable() {
        if (state == KeyState.DISABLED) {
            throw new KmsFault("DisabledException", arn() + " is disabled.");
        }
        return notPendingDeletion();
    }

    KmsKey enable() {
        return notPendingDeletion().with(KeyState.ENABLED, null);
    }

    KmsKey disable() {
        return notPendingDeletion().with(KeyState.DISABLED, null);
    }

    KmsKey scheduleDeletion(Instant at) {
        return notPendingDeletion().with(KeyState.PENDING_DELETION, at.toEpochMilli());
    }

    KmsKey cancelDeletion() {
        if (state != KeyState.PENDING_DELETION) {
            throw KmsFault.invalidState(arn(), "not pending deletion");
        }
        return with(KeyState.DISABLED, null);
    }

    KmsKey rotate() {
        usable();
        if (generations.size() >= MAX_GENERATIONS) {
            throw new KmsFault("LimitExceededException", arn() + " was rotated too often.");
        }
        var more = Stream.concat(generations.stream(), Stream.of(newMaterial())).toList();
        return new KmsKey(id, description, state, createdAt, deletionAt, policy, tags, more);
    }

    KmsKey withPolicy(String newPolicy) {
        return new KmsKey(
                id, description, state, createdAt, deletionAt, newPolicy, tags, generations);
    }

    private KmsKey with(KeyState newState, @Nullable Long newDeletionAt) {
        return new KmsKey(
                id, description, newState, createdAt, newDeletionAt, policy, tags, generations);
    }

    private KmsKey notPendingDeletion() {
        if (state == KeyState.PENDING_DELETION) {
            throw KmsFault.invalidState(arn(), "pending deletion");
        }
        return this;
    }

    private static byte[] newMaterial() {
        var material = new byte[32];
        RANDOM.nextBytes(material);
        return material;
    }

    /** Without the material, so that no log line can ever hold it. */
    @Override
    public String toString() {
        return arn();
    }
}
