package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.ReportEntry;
import health.cordon.clinical.report.HistologyReport;
import health.cordon.tenancy.storage.StoredObject;
import java.util.UUID;

/** A report of a bundle that is not there yet. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NewReport(UUID id, UUID caseId, ReportEntry entry, byte[] sourceIndex) {
    HistologyReport row(StoredObject object) {
        var kind = HistologyReport.Kind.valueOf(entry.kind().name());
        return new HistologyReport(id, caseId, kind, sourceIndex, object);
    }
}
