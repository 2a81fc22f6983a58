package health.cordon.tenancy.escrow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a data key that came back. */
public enum Restoration {
    /** It is stored, wrapped with the organisation's key of today. */
    RESTORED,
    /** The organisation has no such data key; its patient may have been erased. */
    NOT_FOUND,
    /** It is not the key that the row was made with. */
    WRONG_KEY,
    /** It was wrapped with that key already, or somebody else wrapped it meanwhile. */
    UNCHANGED;

    /** As it stands in answers: lower-case, hyphenated. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
