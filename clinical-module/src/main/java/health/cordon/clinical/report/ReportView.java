package health.cordon.clinical.report;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * A report as a client sees it.
 *
 * @param kind {@code histology} or {@code note}
 * @param url gives the document as a download, without a token, for a few minutes
 */
public record ReportView(
        UUID id,
        UUID caseId,
        String kind,
        String s3Bucket,
        String sha256,
        long sizeBytes,
        String contentType,
        Instant createdAt,
        URI url) {}
