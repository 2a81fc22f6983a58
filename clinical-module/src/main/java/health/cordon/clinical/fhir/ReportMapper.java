package health.cordon.clinical.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR DiagnosticReport as reports of this product: one for each presented form that brings its
 * data along. A form that only has a URL is left out; nothing here ever fetches one.
 */
final class ReportMapper {
    private static final int MAX_TITLE = 300;
    private static final int MAX_CONTENT_TYPE = 127;

    /** The names of RFC 6838, and simple parameters. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(
                    "[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( ?; ?[\\w-]+=(\"[\\w.:+-]*\"|[\\w.:+-]+))*");

    private final Place place;
    private final @Nullable String fullUrl;
    private final DiagnosticReport report;
    private final Texts texts;

    ReportMapper(Place place, @Nullable String fullUrl, DiagnosticReport report) {
        this.place = place;
        this.fullUrl = fullUrl;
        this.report = report;
        texts = new Texts(place);
    }

    List<ReportEntry> map() throws BundleException {
        Source source = Source.of(place, fullUrl, report, report.getIdentifier());
        List<ReportEntry> forms = new ArrayList<>();
        for (Attachment form : report.getPresentedForm()) {
            byte[] data = form.getData();
            if (data != null && data.length > 0) {
                String suffix = forms.isEmpty() ? "" : "#" + forms.size();
                forms.add(entry(source.id() + suffix, contentType(form), data));
            }
        }
        return forms;
    }

    private ReportEntry entry(String sourceId, String contentType, byte[] data)
            throws BundleException {
        return new ReportEntry(
                sourceId,
                References.of(report.getSubject(), ResourceTypes.PATIENT),
                References.of(report.getEncounter(), ResourceTypes.ENCOUNTER),
                PathologyCodes.includes(report) ? ReportKind.HISTOLOGY : ReportKind.NOTE,
                title(),
                contentType,
                data);
    }

    private String title() throws BundleException {
        String title = texts.bounded(Texts.words(report.getCode()), MAX_TITLE, "code");
        return title == null ? "Diagnostic report" : title;
    }

    private String contentType(Attachment form) throws BundleException {
        String type = texts.bounded(form.getContentType(), MAX_CONTENT_TYPE, "presentedForm");
        if (type == null) {
            return "application/octet-stream";
        }
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw place.invalid("presentedForm");
        }
        return type;
    }
}
