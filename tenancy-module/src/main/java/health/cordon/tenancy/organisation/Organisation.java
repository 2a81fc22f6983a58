package health.cordon.tenancy.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as the platform database has it. A dimension that is {@code null} is shared.
 *
 * @param status {@link #ACTIVE}, {@link #SUSPENDED}, {@link #PROVISIONING}, {@link #RETIRING} or
 *     {@link #RETIRED}
 * @param oidcIssuer vouches for its people instead of the platform's tenant issuer
 * @param oidcAudience what the tokens of that issuer are for, where it is not the usual one
 * @param keysLockedAt since when nobody may use its keys; {@code null} when they are not locked
 * @param prefixSearch whether patients may be found by the beginning of their family name
 * @param rewrapDays how old the wraps of its data keys may get; {@code null} where nobody asks
 * @param version grows with every change, also one made by plain SQL
 */
public record Organisation(
        OrganisationId id,
        Slug slug,
        String name,
        String region,
        String vertical,
        String tier,
        List<String> states,
        String status,
        @Nullable ConnectionRef clinicalDbConnectionRef,
        @Nullable String clinicalStorageBucket,
        @Nullable String clinicalKmsKeyArn,
        @Nullable String oidcIssuer,
        @Nullable String oidcAudience,
        @Nullable Instant keysLockedAt,
        boolean prefixSearch,
        @Nullable Integer rewrapDays,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public static final String ACTIVE = "active";
    public static final String SUSPENDED = "suspended";

    /** It is being made; nobody is let in. */
    public static final String PROVISIONING = "provisioning";

    /** It is to end: its people read, and write nothing any more. */
    public static final String RETIRING = "retiring";

    /** It has ended for good. For all who serve there is no such tenant. */
    public static final String RETIRED = "retired";

    /** The dedicated database, if there is one. */
    public Optional<ConnectionRef> database() {
        return Optional.ofNullable(clinicalDbConnectionRef);
    }

    /** The dedicated bucket, if there is one. */
    public Optional<String> bucket() {
        return Optional.ofNullable(clinicalStorageBucket);
    }

    /** Whether nobody may use its keys. */
    public boolean keysLocked() {
        return keysLockedAt != null;
    }

    /** The dedicated key, if there is one. */
    public Optional<String> key() {
        return Optional.ofNullable(clinicalKmsKeyArn);
    }
}
