package health.cordon.tenancy.token;

import java.util.Set;

/** The roles that the product knows. */
public final class Roles {
    public static final String CLINICIAN = "clinician";
    public static final String CLINICIAN_READ = "clinician-read";
    public static final String ORG_ADMIN = "org-admin";
    public static final String PLATFORM_ADMIN = "platform-admin";
    public static final String AUDITOR = "auditor";

    /** Given by the issuers of tenants. */
    static final Set<String> TENANT = Set.of(CLINICIAN, CLINICIAN_READ, ORG_ADMIN);

    /** Given by the platform's issuer alone. */
    static final Set<String> PLATFORM = Set.of(PLATFORM_ADMIN, AUDITOR);

    private Roles() {}

    static boolean isRole(String name) {
        return TENANT.contains(name) || PLATFORM.contains(name);
    }
}
