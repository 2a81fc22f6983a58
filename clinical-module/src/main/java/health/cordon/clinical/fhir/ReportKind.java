package health.cordon.clinical.fhir;

/** What a diagnostic report is to this product. */
public enum ReportKind {
    HISTOLOGY,
    NOTE
}
