package health.cordon.tenancy.organisation;

import java.util.UUID;

/** The id of an organisation: the value of {@code tenant_id} on its clinical rows. */
public record OrganisationId(UUID value) {
    /**
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static OrganisationId of(String text) {
        return new OrganisationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
