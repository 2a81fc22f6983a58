package health.cordon.clinical.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent twice.
 *
 * @param id digest of the client's key
 * @param requestHash digest of what was asked
 */
public record IdempotencyKey(String id, String requestHash) {
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 200;

    /**
     * @param header what the client sent, if anything
     * @param verb the verb and its path
     * @param body the request's content
     */
    public static Optional<IdempotencyKey> of(@Nullable String header, String verb, Object body) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.isBlank() || header.length() > MAX_LENGTH) {
            throw ProblemException.invalid(HEADER);
        }
        return Optional.of(new IdempotencyKey(digest(header), digest(verb + "\n" + json(body))));
    }

    private static String json(Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that was read can be written", e);
        }
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
