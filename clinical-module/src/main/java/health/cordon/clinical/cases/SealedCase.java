package health.cordon.clinical.cases;

import health.cordon.tenancy.keys.Dek;

/** A case's row with the wrapped key of its patient. */
record SealedCase(ClinicalCase row, Dek dek) {
    static SealedCase of(Object[] columns) {
        return new SealedCase((ClinicalCase) columns[0], (Dek) columns[1]);
    }
}
