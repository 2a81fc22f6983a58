package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.OrganisationId;
import java.util.Map;
import java.util.UUID;

/** Which DEK it is. KMS binds this to the wrapped key, so it unwraps nowhere else. */
public record DekAddress(OrganisationId organisation, Dek.Purpose purpose, UUID id) {
    /** Shows in the provider's logs: nothing clinical belongs here. */
    public Map<String, String> encryptionContext() {
        return Map.of(
                "cordon:organisation", organisation.toString(),
                "cordon:purpose", purpose.name(),
                "cordon:dek", id.toString());
    }

    /** One line for all three; the purpose, whose length varies, stands last. */
    String text() {
        return organisation + "/" + id + "/" + purpose;
    }
}
