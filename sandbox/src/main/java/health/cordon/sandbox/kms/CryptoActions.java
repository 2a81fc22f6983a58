package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Map;

/** Encrypting and decrypting; the only class that takes ciphertexts apart. */
final class CryptoActions {
    private static final int MAX_PLAINTEXT = 4096;
    private static final int MAX_CIPHERTEXT = 6144;
    private static final int MAX_DATA_KEY = 1024;
    private static final String ALGORITHM = "SYMMETRIC_DEFAULT";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keyring keyring;
    private final KeyNames names;
    private final Denials denials;
    private final Troubles troubles;

    CryptoActions(Keyring keyring, KeyNames names, Denials denials, Troubles troubles) {
        this.keyring = keyring;
        this.names = names;
        this.denials = denials;
        this.troubles = troubles;
    }

    Map<String, Action> byName() {
        return Map.of(
                "GenerateDataKey", request -> generate(request, true),
                "GenerateDataKeyWithoutPlaintext", request -> generate(request, false),
                "Encrypt", this::encrypt,
                "Decrypt", this::decrypt,
                "ReEncrypt", this::reEncrypt);
    }

    private ObjectNode generate(KmsRequest request, boolean withPlaintext) {
        var key = permitted(request, request.action(), names.byAnyName(request.text("KeyId")));
        var dataKey = new byte[dataKeyLength(request)];
        RANDOM.nextBytes(dataKey);
        var wrapped = Envelope.seal(key, dataKey, request.context("EncryptionContext"));
        var answer = object().put("CiphertextBlob", wrapped.bytes()).put("KeyId", key.arn());
        return withPlaintext ? answer.put("Plaintext", dataKey) : answer;
    }

    private static int dataKeyLength(KmsRequest request) {
        if (request.has("KeySpec") == request.has("NumberOfBytes")) {
            throw KmsFault.invalid("Please specify either number of bytes or key spec.");
        }
        return switch (request.text("KeySpec", "")) {
            case "AES_256" -> 32;
            case "AES_128" -> 16;
            case "" -> request.number("NumberOfBytes", 0, 1, MAX_DATA_KEY);
            default -> throw KmsFault.invalid("KeySpec is not valid.");
        };
    }

    private ObjectNode encrypt(KmsRequest request) {
        var plaintext = request.bytes("Plaintext", MAX_PLAINTEXT);
        var key = permitted(request, request.action(), names.byAnyName(request.text("KeyId")));
        var sealed = Envelope.seal(key, plaintext, request.context("EncryptionContext"));
        return object().put("CiphertextBlob", sealed.bytes())
                .put("KeyId", key.arn())
                .put("EncryptionAlgorithm", ALGORITHM);
    }

    private ObjectNode decrypt(KmsRequest request) {
        var envelope = envelope(request);
        var key = permitted(request, request.action(), source(request, "KeyId", envelope));
        return object().put("Plaintext", envelope.open(key, request.context("EncryptionContext")))
                .put("KeyId", key.arn())
                .put("EncryptionAlgorithm", ALGORITHM);
    }

    private ObjectNode reEncrypt(KmsRequest request) {
        var envelope = envelope(request);
        var source = permitted(request, "ReEncryptFrom", source(request, "SourceKeyId", envelope));
        var target = names.byAnyName(request.text("DestinationKeyId"));
        permitted(request, "ReEncryptTo", target);
        var plaintext = envelope.open(source, request.context("SourceEncryptionContext"));
        var context = request.context("DestinationEncryptionContext");
        return object().put("CiphertextBlob", Envelope.seal(target, plaintext, context).bytes())
                .put("SourceKeyId", source.arn())
                .put("KeyId", target.arn())
                .put("SourceEncryptionAlgorithm", ALGORITHM)
                .put("DestinationEncryptionAlgorithm", ALGORITHM);
    }

    private static Envelope envelope(KmsRequest request) {
        return Envelope.parse(request.bytes("CiphertextBlob", MAX_CIPHERTEXT));
    }

    /** The key that the ciphertext names; a caller who names another one is refused. */
    private KmsKey source(KmsRequest request, String field, Envelope envelope) {
        if (request.has(field)
                && !names.byAnyName(request.text(field)).id().equals(envelope.keyId())) {
            throw new KmsFault(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this"
                            + " operation.");
        }
        var key = keyring.find(envelope.keyId());
        if (key == null) {
            throw new KmsFault(
                    "AccessDeniedException",
                    "The ciphertext refers to a customer master key that does not exist, does not"
                            + " exist in this region, or you are not allowed to access.");
        }
        return key;
    }

    private KmsKey permitted(KmsRequest request, String permission, KmsKey key) {
        troubles.check(key);
        denials.check(request.principal(), permission, key);
        return key.usable();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
