package health.cordon.clinical.importing;

import health.cordon.tenancy.keys.BlindIndex;
import health.cordon.tenancy.keys.DataKey;
import java.util.HexFormat;

/** The blind indexes by which imported records are found again. */
final class Source {
    private Source() {}

    static byte[] ofCase(DataKey indexKey, String sourceId) {
        return BlindIndex.ofIdentifier(indexKey, "clinical_case.source", sourceId);
    }

    static byte[] ofReport(DataKey indexKey, String sourceId) {
        return BlindIndex.ofIdentifier(indexKey, "histology_report.source", sourceId);
    }

    static String hex(byte[] index) {
        return HexFormat.of().formatHex(index);
    }
}
