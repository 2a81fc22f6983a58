package health.cordon.tenancy.token;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles that the product knows, and the names under which tokens may bring them. */
public final class Roles {
    public static final String CLINICIAN = "clinician";
    public static final String CLINICIAN_READ = "clinician-read";
    public static final String ORG_ADMIN = "org-admin";
    public static final String PLATFORM_ADMIN = "platform-admin";
    public static final String AUDITOR = "auditor";

    private static final Set<String> TENANT = Set.of(CLINICIAN, CLINICIAN_READ, ORG_ADMIN);
    private static final Set<String> PLATFORM = Set.of(PLATFORM_ADMIN, AUDITOR);
    private static final Map<String, String> SYNONYMS =
            Map.of(
                    "fhir-read", CLINICIAN_READ,
                    "fhir-write", CLINICIAN,
                    "fhir-admin", ORG_ADMIN);

    private Roles() {}

    /** Of the names in a token, those roles that its issuer may give. */
    static Set<String> granted(Collection<String> names, boolean platform) {
        var allowed = platform ? PLATFORM : TENANT;
        return names.stream()
                .map(name -> SYNONYMS.getOrDefault(name, name))
                .filter(allowed::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
