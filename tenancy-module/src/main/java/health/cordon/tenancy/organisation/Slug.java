package health.cordon.tenancy.organisation;

import java.util.Set;
import java.util.regex.Pattern;

/** The short name of an organisation: 3 to 32 lower-case letters, digits and hyphens. */
public record Slug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}[a-z0-9]");
    private static final Set<String> RESERVED =
            Set.of(
                    "admin",
                    "api",
                    "app",
                    "ops",
                    "www",
                    "static",
                    "docs",
                    "master",
                    "platform",
                    "health");

    /**
     * @throws IllegalArgumentException when the form is wrong or the name is reserved
     */
    public Slug {
        if (!FORM.matcher(value).matches() || RESERVED.contains(value)) {
            throw new IllegalArgumentException("not a slug");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
