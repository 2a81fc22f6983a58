package health.cordon.clinical.object;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.storage.ContentCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/** Tells a content's type by its first bytes; what the client calls it does not count. */
public final class ContentTypes {
    private static final Set<String> IMAGES =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/tiff",
                    "image/webp",
                    "image/jp2",
                    "application/dicom");
    private static final Set<String> REPORTS =
            Set.of("application/pdf", "text/plain", "image/png", "image/jpeg", "image/tiff");

    private ContentTypes() {}

    /** Accepts pictures. */
    public static ContentCheck images() {
        return head -> accepted(head, IMAGES);
    }

    /** Accepts documents: PDF, plain text and scans. */
    public static ContentCheck reports() {
        return head -> accepted(head, REPORTS);
    }

    /** Whether a document could be taken. */
    public static boolean isReport(byte[] content) {
        return content.length > 0 && REPORTS.contains(sniff(content));
    }

    private static String accepted(byte[] head, Set<String> types) {
        var type = sniff(head);
        if (head.length == 0 || !types.contains(type)) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        return type;
    }

    private static String sniff(byte[] head) {
        try {
            return MimeTypes.getDefaultMimeTypes()
                    .detect(new ByteArrayInputStream(head), new Metadata())
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
