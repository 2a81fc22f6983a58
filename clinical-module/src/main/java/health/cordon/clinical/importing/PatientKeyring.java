package health.cordon.clinical.importing;

import health.cordon.clinical.field.Ids;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys that seal what a bundle adds, by their patient's MRN (as index). */
final class PatientKeyring {
    private final Map<String, DataKey> keys = new HashMap<>();
    private final List<Dek> made = new ArrayList<>();

    /** Makes DEKs for new patients and opens those of known ones that get new cases. */
    PatientKeyring(
            Tenant tenant, DekResolver deks, Wanted wanted, Known known, Additions additions) {
        additions.patients().forEach(mrn -> keys.put(mrn, make(tenant, deks)));
        additions.cases().stream()
                .map(source -> Objects.requireNonNull(wanted.cases().get(source)).patient())
                .filter(mrn -> !keys.containsKey(mrn))
                .distinct()
                .forEach(mrn -> keys.put(mrn, deks.open(tenant, known.dek(mrn))));
    }

    private DataKey make(Tenant tenant, DekResolver deks) {
        var dek = deks.create(tenant, Ids.next());
        made.add(dek.row());
        return dek.key();
    }

    DataKey of(String mrn) {
        return Objects.requireNonNull(keys.get(mrn));
    }

    /** The rows of those that were made. */
    List<Dek> made() {
        return made;
    }
}
