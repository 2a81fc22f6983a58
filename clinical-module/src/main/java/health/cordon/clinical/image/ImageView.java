package health.cordon.clinical.image;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * A picture as a client sees it.
 *
 * @param url gives the bytes as a download, without a token, for a few minutes
 */
public record ImageView(
        UUID id,
        UUID caseId,
        String s3Bucket,
        String sha256,
        long sizeBytes,
        String contentType,
        Instant createdAt,
        URI url) {}
