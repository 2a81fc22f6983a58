package health.cordon.clinical.patient;

import health.cordon.tenancy.keys.DataKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What patients are looked for by. All that is given must fit.
 *
 * @param family the whole family name, in any case
 * @param familyPrefix the beginning of one
 */
record PatientSearch(
        @Nullable String mrn, @Nullable String family, @Nullable NamePrefix familyPrefix) {

    /** The blind indexes to look for, by field. */
    Map<String, byte[]> indexes(DataKey key) {
        var indexes = new TreeMap<String, byte[]>();
        if (mrn != null) {
            indexes.put("mrnIndex", Patient.mrnIndex(key, mrn));
        }
        if (family != null) {
            indexes.put("familyNameIndex", Patient.familyNameIndex(key, family));
        }
        var prefix = familyPrefix == null ? null : familyPrefix.index(key);
        if (familyPrefix != null && prefix != null) {
            indexes.put("familyPrefix" + familyPrefix.length(), prefix);
        }
        return indexes;
    }

    /** Whether a patient who was found is meant; an index value says nothing once it was moved. */
    boolean fits(PatientView patient, DataKey key) {
        return (mrn == null
                        || Arrays.equals(
                                Patient.mrnIndex(key, mrn), Patient.mrnIndex(key, patient.mrn())))
                && (family == null
                        || Arrays.equals(
                                Patient.familyNameIndex(key, family),
                                Patient.familyNameIndex(key, patient.familyName())))
                && (familyPrefix == null || familyPrefix.begins(patient.familyName()));
    }

    /** For the name of the list, which a cursor is bound to; nobody can read a value from it. */
    String name(DataKey key) {
        var indexes =
                indexes(key).entrySet().stream()
                        .map(one -> one.getKey() + "=" + HexFormat.of().formatHex(one.getValue()))
                        .collect(Collectors.joining("&"));
        // Of two long beginnings with the same first letters.
        return familyPrefix == null
                ? indexes
                : indexes
                        + "&"
                        + HexFormat.of()
                                .formatHex(Patient.familyNameIndex(key, familyPrefix.folded()));
    }
}
