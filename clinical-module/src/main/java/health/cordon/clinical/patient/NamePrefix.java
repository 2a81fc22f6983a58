package health.cordon.clinical.patient;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.BlindIndex;
import health.cordon.tenancy.keys.DataKey;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a family name, as patients are searched by. Beginnings of three to six letters
 * are indexed; a longer one finds by its first six, and is compared when the row is open.
 */
record NamePrefix(String folded, int length) {
    static final int SHORTEST = 3;
    static final int LONGEST = 6;

    private static final String DOMAIN = "patient.family_name.prefix";

    /**
     * @throws ProblemException invalid when it has fewer than three letters
     */
    static NamePrefix of(String text) {
        var folded = BlindIndex.folded(text);
        int length = folded.codePointCount(0, folded.length());
        if (length < SHORTEST) {
            throw ProblemException.invalid("familyPrefix");
        }
        return new NamePrefix(folded, Math.min(length, LONGEST));
    }

    /** What a row has in the column of that length. */
    static byte @Nullable [] index(DataKey key, String familyName, int length) {
        return BlindIndex.ofPrefix(key, DOMAIN, familyName, length).orElse(null);
    }

    /** What rows are to have in the column of its length. */
    byte @Nullable [] index(DataKey key) {
        return index(key, folded, length);
    }

    boolean begins(String familyName) {
        return BlindIndex.folded(familyName).startsWith(folded);
    }
}
