package health.cordon.sandbox.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One of the issuers, and the rule for what it may say.
 *
 * @param path where it is, and the end of its name
 * @param ofTenants whether each token is for an organisation
 */
record Realm(String path, Set<String> roles, boolean ofTenants) {
    static final Realm PLATFORM =
            new Realm("/platform", Set.of("platform-admin", "auditor"), false);
    static final Realm TENANTS =
            new Realm("/tenants", Set.of("clinician", "clinician-read", "org-admin"), true);

    /** What an organisation, and an issuer of its own, may be called. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}[a-z0-9]");

    private static final String ORG = "org:";
    private static final String ROLE = "role:";

    /** An issuer for one organisation to have. */
    static Realm own(String name) {
        return new Realm("/own/" + name, TENANTS.roles, true);
    }

    /** Reads the words of a scope, or refuses them. */
    Entitlement entitlement(String scope) {
        var wishes = Arrays.stream(scope.split(" ")).filter(word -> !word.isEmpty()).toList();
        return ofTenants ? ofTenant(wishes) : new Entitlement(null, permitted(wishes));
    }

    private Entitlement ofTenant(List<String> wishes) {
        var slugs = withPrefix(ORG, wishes);
        var wanted = withPrefix(ROLE, wishes);
        var understood = slugs.size() + wanted.size() == wishes.size();
        if (!understood || slugs.size() != 1 || !NAME.matcher(slugs.get(0)).matches()) {
            throw OauthFault.invalidScope();
        }
        return new Entitlement(slugs.get(0), permitted(wanted));
    }

    private List<String> permitted(List<String> wanted) {
        var distinct = wanted.stream().distinct().toList();
        if (distinct.isEmpty() || !roles.containsAll(distinct)) {
            throw OauthFault.invalidScope();
        }
        return distinct;
    }

    private static List<String> withPrefix(String prefix, List<String> wishes) {
        return wishes.stream()
                .filter(wish -> wish.startsWith(prefix))
                .map(wish -> wish.substring(prefix.length()))
                .toList();
    }
}
