package health.cordon.admin.organisation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new organisation.
 *
 * @param dedicated what it gets of its own: {@code db}, {@code bucket}, {@code key}; left out,
 *     nothing
 * @param oidcIssuer vouches for its people; left out, the platform's tenant issuer does
 * @param oidcAudience of that issuer's tokens; left out, the usual one
 * @param allowCrossRegion whether its database, bucket and key may be in different regions; left
 *     out, they may not
 * @param requestedBy the e-mail address of the person who wants it. With it, the organisation is
 *     provisioned: all that is its own is made, and it is verified before anybody is let in
 */
public record OrganisationRequest(
        @NotBlank String slug,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{C}*") String name,
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String region,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String vertical,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String tier,
        @NotNull @Size(max = 60) List<@NotNull @Pattern(regexp = "[A-Z]{2}") String> states,
        @Nullable @Size(max = 3) List<@NotNull @Pattern(regexp = "db|bucket|key") String> dedicated,
        @Nullable @Size(max = 200) String oidcIssuer,
        @Nullable @Pattern(regexp = "[!-~]{1,200}") String oidcAudience,
        @Nullable Boolean allowCrossRegion,
        @Nullable
                @Size(max = 120)
                @Pattern(regexp = "[^@\\s\\p{C}]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+")
                String requestedBy) {
    /** Saying no is saying nothing. */
    public OrganisationRequest {
        if (Boolean.FALSE.equals(allowCrossRegion)) {
            allowCrossRegion = null;
        }
    }

    /** Whether its database, bucket and key may be in different regions. */
    public boolean mayCrossRegions() {
        return allowCrossRegion != null;
    }
}
