package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.regex.Pattern;

/** Says where a parser stands. */
final class Pointers {
    private static final int MAX_SEGMENTS = 16;

    /** What FHIR calls its elements, or an index. */
    private static final Pattern HARMLESS = Pattern.compile("_?[a-z][A-Za-z0-9]{0,39}|[0-9]{1,9}");

    private Pointers() {}

    /**
     * A field name comes from the sender too, and may be anything. The pointer ends before the
     * first name that no FHIR element could have.
     */
    static String of(JsonStreamContext context) {
        StringBuilder text = new StringBuilder();
        JsonPointer pointer = context.pathAsPointer();
        for (int i = 0; i < MAX_SEGMENTS && !pointer.matches(); i++) {
            String segment = pointer.getMatchingProperty();
            if (!HARMLESS.matcher(segment).matches()) {
                break;
            }
            text.append('/').append(segment);
            pointer = pointer.tail();
        }
        return text.toString();
    }
}
