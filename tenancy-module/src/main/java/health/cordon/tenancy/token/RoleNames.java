package health.cordon.tenancy.token;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which tokens may bring the product's roles, whoever issues them. Each role is
 * also known by its own name, which cannot be given another meaning.
 *
 * @param roles the role of each other name
 */
public record RoleNames(Map<String, String> roles) {
    /** What is understood without being configured. */
    static final RoleNames BUILT_IN =
            new RoleNames(
                    Map.of(
                            "fhir-read", Roles.CLINICIAN_READ,
                            "fhir-write", Roles.CLINICIAN,
                            "fhir-admin", Roles.ORG_ADMIN));

    private static final int MAX_NAMES = 100;

    public RoleNames {
        roles = Map.copyOf(roles);
    }

    /**
     * The built-in ones and more.
     *
     * @param text {@code name=role}, separated by commas
     * @throws IllegalArgumentException with a sentence that says what to give instead
     */
    static RoleNames parse(String text) {
        var roles = new HashMap<>(BUILT_IN.roles);
        for (var entry : text.split(",", -1)) {
            int end = entry.lastIndexOf('=');
            if (end < 0) {
                throw new IllegalArgumentException("give name=role, separated by commas.");
            }
            var name = entry.substring(0, end).strip();
            if (name.isEmpty() || Roles.isRole(name) || roles.containsKey(name)) {
                throw new IllegalArgumentException(
                        "give each name once, and none of the product's own.");
            }
            roles.put(name, role(entry.substring(end + 1).strip()));
        }
        if (roles.size() > MAX_NAMES) {
            throw new IllegalArgumentException("give fewer names.");
        }
        return new RoleNames(roles);
    }

    private static String role(String text) {
        if (!Roles.isRole(text)) {
            throw new IllegalArgumentException(
                    "the roles are clinician, clinician-read, org-admin, platform-admin, auditor.");
        }
        return text;
    }

    /** Of the names in a token, those roles that its issuer may give. */
    Set<String> granted(Collection<String> names, boolean platform) {
        var allowed = platform ? Roles.PLATFORM : Roles.TENANT;
        return names.stream()
                .map(name -> roles.getOrDefault(name, name))
                .filter(allowed::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
