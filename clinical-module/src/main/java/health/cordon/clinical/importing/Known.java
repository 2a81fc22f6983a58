package health.cordon.clinical.importing;

import health.cordon.clinical.cases.ClinicalCase;
import health.cordon.clinical.patient.Patient;
import health.cordon.tenancy.keys.Dek;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What of a bundle is there already, found by blind index (as hexadecimal text).
 *
 * @param patients the patients by MRN
 * @param cases the cases' ids by source
 * @param reports the sources of the reports
 */
record Known(Map<String, KnownPatient> patients, Map<String, UUID> cases, Set<String> reports) {
    private static final int AT_ONCE = 200;

    record KnownPatient(UUID id, Dek dek) {}

    static Known read(
            EntityManager entities,
            List<byte[]> mrns,
            List<byte[]> caseSources,
            List<byte[]> reportSources) {
        var known = new Known(new HashMap<>(), new HashMap<>(), new HashSet<>());
        for (var part : parts(mrns)) {
            entities.createQuery(
                            "SELECT p, d, p.mrnIndex FROM Patient p, Dek d"
                                    + " WHERE d.id = p.dekId AND p.mrnIndex IN :part",
                            Object[].class)
                    .setParameter("part", part)
                    .getResultList()
                    .forEach(known::patient);
        }
        for (var part : parts(caseSources)) {
            entities.createQuery(
                            "SELECT c, c.sourceIndex FROM ClinicalCase c"
                                    + " WHERE c.sourceIndex IN :part",
                            Object[].class)
                    .setParameter("part", part)
                    .getResultList()
                    .forEach(known::clinicalCase);
        }
        for (var part : parts(reportSources)) {
            entities.createQuery(
                            "SELECT r.sourceIndex FROM HistologyReport r"
                                    + " WHERE r.sourceIndex IN :part",
                            byte[].class)
                    .setParameter("part", part)
                    .getResultList()
                    .forEach(source -> known.reports.add(Source.hex(source)));
        }
        return known;
    }

    /** The DEK of a patient who is there. */
    Dek dek(String mrn) {
        return Objects.requireNonNull(patients.get(mrn)).dek();
    }

    private void patient(Object[] columns) {
        patients.put(
                Source.hex((byte[]) columns[2]),
                new KnownPatient(((Patient) columns[0]).id(), (Dek) columns[1]));
    }

    private void clinicalCase(Object[] columns) {
        cases.put(Source.hex((byte[]) columns[1]), ((ClinicalCase) columns[0]).id());
    }

    private static List<Collection<byte[]>> parts(List<byte[]> all) {
        return java.util.stream.IntStream.iterate(0, i -> i < all.size(), i -> i + AT_ONCE)
                .<Collection<byte[]>>mapToObj(
                        i -> all.subList(i, Math.min(all.size(), i + AT_ONCE)))
                .toList();
    }
}
