package health.cordon.admin.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.preflight.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as platform staff see it.
 *
 * @param leftBehind after a change of database: the rows, per table, that stay where they were
 * @param checks after a change: what was looked at before; empty when the organisation got nothing
 * @param provisioning after it was provisioned: how, and what it still needs
 */
public record OrganisationView(
        UUID id,
        String slug,
        String name,
        String region,
        String status,
        String vertical,
        String tier,
        List<String> states,
        @Nullable String clinicalDbConnectionRef,
        @Nullable String clinicalStorageBucket,
        @Nullable String clinicalKmsKeyArn,
        @Nullable String oidcIssuer,
        @Nullable String oidcAudience,
        @Nullable Instant keysLockedAt,
        boolean prefixSearch,
        @Nullable Integer rewrapDays,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Long> leftBehind,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Finding> checks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProvisioningView provisioning) {

    static OrganisationView of(Organisation organisation) {
        return of(organisation, null, null);
    }

    static OrganisationView of(
            Organisation organisation,
            @Nullable Map<String, Long> leftBehind,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Finding> checks) {
        return new OrganisationView(
                organisation.id().value(),
                organisation.slug().value(),
                organisation.name(),
                organisation.region(),
                organisation.status(),
                organisation.vertical(),
                organisation.tier(),
                organisation.states(),
                organisation.database().map(ConnectionRef::value).orElse(null),
                organisation.clinicalStorageBucket(),
                organisation.clinicalKmsKeyArn(),
                organisation.oidcIssuer(),
                organisation.oidcAudience(),
                organisation.keysLockedAt(),
                organisation.prefixSearch(),
                organisation.rewrapDays(),
                organisation.version(),
                organisation.createdAt(),
                organisation.updatedAt(),
                leftBehind,
                checks,
                null);
    }

    /** The same with how it was made. */
    OrganisationView with(ProvisioningView made) {
        return new OrganisationView(
                id,
                slug,
                name,
                region,
                status,
                vertical,
                tier,
                states,
                clinicalDbConnectionRef,
                clinicalStorageBucket,
                clinicalKmsKeyArn,
                oidcIssuer,
                oidcAudience,
                keysLockedAt,
                prefixSearch,
                rewrapDays,
                version,
                createdAt,
                updatedAt,
                leftBehind,
                checks,
                made);
    }
}
