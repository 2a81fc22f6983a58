package health.cordon.admin.organisation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of an organisation; a dimension that is {@code null} is shared.
 *
 * @param oidcIssuer vouches for its people; {@code null} for the platform's tenant issuer
 * @param oidcAudience of that issuer's tokens; {@code null} for the usual one
 * @param rewrapDays how old the wraps of its data keys may get; {@code null} for no schedule
 */
public record OrganisationChange(
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{C}*") String name,
        @Nullable String clinicalDbConnectionRef,
        @Nullable String clinicalStorageBucket,
        @Nullable String clinicalKmsKeyArn,
        @Nullable @Size(max = 200) String oidcIssuer,
        @Nullable @Pattern(regexp = "[!-~]{1,200}") String oidcAudience,
        @Nullable @Min(1) @Max(3650) Integer rewrapDays) {}
