package health.cordon.admin.organisation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A new organisation. */
public record OrganisationRequest(
        @NotBlank String slug,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{C}*") String name,
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String region,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String vertical,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String tier,
        @NotNull @Size(max = 60) List<@NotNull @Pattern(regexp = "[A-Z]{2}") String> states) {}
