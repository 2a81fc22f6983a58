package health.cordon.clinical.idempotency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of an upload, whose content is known only once it has passed.
 *
 * @param header what the client sent
 * @param verb the verb and its path
 */
public record UploadKey(String header, String verb) {
    /** None when the client sent none. */
    public static Optional<UploadKey> of(@Nullable String header, String verb) {
        // Checked as any other key is.
        return IdempotencyKey.of(header, verb, "")
                .map(checked -> new UploadKey(header(header), verb));
    }

    /** The key together with the content's digest. */
    public IdempotencyKey with(String sha256) {
        return IdempotencyKey.of(header, verb, sha256).orElseThrow();
    }

    private static String header(@Nullable String header) {
        return header == null ? "" : header;
    }
}
