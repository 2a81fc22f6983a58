package health.cordon.tenancy.audit;

/**
 * What a write does, as the audit trail names it.
 *
 * @param verb for example {@code patient.create}
 * @param record the id of the record, or a reference to the request where there are many
 */
public record Change(String verb, String record) {
    public static Change of(String verb, Object record) {
        return new Change(verb, record.toString());
    }
}
