package health.cordon.tenancy.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a write does or a read shows, as the audit trail names it.
 *
 * @param verb for example {@code patient.create}
 * @param record the id of the record, or a reference to the request where there are many
 * @param reason why it was done, where one must be given
 * @param items how many records a list showed
 */
public record Change(String verb, String record, @Nullable String reason, @Nullable Integer items) {
    public static Change of(String verb, Object record) {
        return new Change(verb, record.toString(), null, null);
    }

    /**
     * A page of a list, as one line.
     *
     * @param of whose records these were, or what they are; never what was searched for
     */
    public static Change list(String verb, Object of, int items) {
        return new Change(verb, of.toString(), null, items);
    }

    /** The same for what only a reason allows. */
    public Change because(String why) {
        return new Change(verb, record, why, items);
    }
}
