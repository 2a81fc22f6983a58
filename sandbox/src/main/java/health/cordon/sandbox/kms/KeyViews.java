package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a key looks from outside. */
final class KeyViews {
    /** What AWS attaches when a key is made without a policy: the account decides. */
    static final String DEFAULT_POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
            "Action":"kms:*","Resource":"*"}]}""";

    private KeyViews() {}

    static ObjectNode metadata(KmsKey key) {
        var view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("KeyId", key.id())
                        .put("Arn", key.arn())
                        .put("AWSAccountId", "111122223333")
                        .put("CreationDate", seconds(key.createdAt()))
                        .put("Description", key.description())
                        .put("Enabled", key.state() == KeyState.ENABLED)
                        .put("KeyState", key.state().wireName())
                        .put("KeyUsage", "ENCRYPT_DECRYPT")
                        .put("KeySpec", "SYMMETRIC_DEFAULT")
                        .put("KeyManager", "CUSTOMER")
                        .put("Origin", "AWS_KMS")
                        .put("MultiRegion", false);
        view.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
        var deletionAt = key.deletionAt();
        return deletionAt == null ? view : view.put("DeletionDate", seconds(deletionAt));
    }

    static ObjectNode listed(KmsKey key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("KeyId", key.id())
                .put("KeyArn", key.arn());
    }

    /** Times on the wire are seconds with a fraction. */
    static double seconds(long millis) {
        return millis / 1000.0;
    }
}
