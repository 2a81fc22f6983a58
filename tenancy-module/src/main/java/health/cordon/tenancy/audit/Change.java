package health.cordon.tenancy.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a write does, as the audit trail names it.
 *
 * @param verb for example {@code patient.create}
 * @param record the id of the record, or a reference to the request where there are many
 * @param reason why it was done, where one must be given
 */
public record Change(String verb, String record, @Nullable String reason) {
    public static Change of(String verb, Object record) {
        return new Change(verb, record.toString(), null);
    }

    /** The same for what only a reason allows. */
    public Change because(String why) {
        return new Change(verb, record, why);
    }
}
