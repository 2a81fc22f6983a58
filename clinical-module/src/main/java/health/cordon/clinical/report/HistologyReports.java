package health.cordon.clinical.report;

import health.cordon.clinical.document.CaseDocuments;
import health.cordon.clinical.document.Kind;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.tenancy.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reports of the bound organisation. */
@ApplicationScoped
public class HistologyReports {
    private static final Kind<HistologyReport> KIND =
            new Kind<>(
                    HistologyReport.class, "reports", "histology-report", ContentTypes.reports());

    @Inject CaseDocuments documents;

    ReportView add(
            UUID caseId, HistologyReport.Kind kind, InputStream body, Optional<UploadKey> repeat) {
        return view(
                documents.add(
                        KIND,
                        caseId,
                        repeat,
                        body,
                        (id, object) -> new HistologyReport(id, caseId, kind, null, object)));
    }

    ReportView get(UUID id) {
        return view(documents.get(KIND, id));
    }

    Page<ReportView> list(@Nullable UUID caseId, int limit, @Nullable String cursor) {
        return documents.list(KIND, caseId, limit, cursor, this::view);
    }

    void delete(UUID id) {
        documents.delete(KIND, id);
    }

    private ReportView view(HistologyReport report) {
        return new ReportView(
                report.id(),
                report.caseId(),
                report.kind(),
                report.place().bucket(),
                report.sha256(),
                report.sizeBytes(),
                report.contentType(),
                report.createdAt(),
                documents.address(report));
    }
}
