package health.cordon.sandbox.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One of the two issuers, and the rule for what it may say. */
enum Realm {
    PLATFORM("/platform", Set.of("platform-admin", "auditor")) {
        @Override
        Entitlement entitlement(List<String> wishes) {
            return new Entitlement(null, permitted(wishes));
        }
    },
    TENANTS("/tenants", Set.of("clinician", "clinician-read", "org-admin")) {
        @Override
        Entitlement entitlement(List<String> wishes) {
            var slugs = withPrefix(ORG, wishes);
            var roles = withPrefix(ROLE, wishes);
            var understood = slugs.size() + roles.size() == wishes.size();
            if (!understood || slugs.size() != 1 || !SLUG.matcher(slugs.get(0)).matches()) {
                throw OauthFault.invalidScope();
            }
            return new Entitlement(slugs.get(0), permitted(roles));
        }
    };

    private static final String ORG = "org:";
    private static final String ROLE = "role:";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}[a-z0-9]");

    private final String path;
    private final Set<String> roles;

    Realm(String path, Set<String> roles) {
        this.path = path;
        this.roles = roles;
    }

    /** Reads the words of a scope, or refuses them. */
    abstract Entitlement entitlement(List<String> wishes);

    Entitlement entitlement(String scope) {
        return entitlement(Arrays.stream(scope.split(" ")).filter(w -> !w.isEmpty()).toList());
    }

    String path() {
        return path;
    }

    List<String> permitted(List<String> wanted) {
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
