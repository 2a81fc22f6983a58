package health.cordon.provisioning.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What must be said for an organisation's end.
 *
 * @param confirm its slug once more
 * @param requestedBy who wants it, an e-mail address
 */
public record RetirementRequest(
        @NotNull @Size(max = 36) String confirm,
        @NotNull
                @Size(max = 120)
                @Pattern(regexp = "[!-?A-~]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+")
                String requestedBy) {}
