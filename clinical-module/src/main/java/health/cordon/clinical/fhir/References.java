package health.cordon.clinical.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** The ways in which the entries of a bundle name each other, each brought to one form. */
final class References {
    private static final String BY_IDENTIFIER = "?identifier=";

    /** The relative part of a full URL on a FHIR server. */
    private static final Pattern ON_SERVER =
            Pattern.compile("https?://.*/([A-Z][A-Za-z]{0,63}/[A-Za-z0-9.-]{1,64})");

    private static final Pattern VERSION = Pattern.compile("/_history/[A-Za-z0-9.-]{1,64}$");

    private References() {}

    /** All references that lead to an entry, the best first. */
    static List<String> to(
            String type, @Nullable String fullUrl, @Nullable String id, List<Identifier> all) {
        Set<String> references = new LinkedHashSet<>();
        if (fullUrl != null) {
            references.add(fullUrl);
        }
        if (id != null) {
            references.add(type + "/" + id);
        }
        onServer(fullUrl).ifPresent(references::add);
        for (Identifier identifier : all) {
            if (identifier.hasValue()) {
                references.add(type + BY_IDENTIFIER + token(identifier));
                references.add(type + BY_IDENTIFIER + identifier.getValue());
            }
        }
        return new ArrayList<>(references);
    }

    private static Optional<String> onServer(@Nullable String fullUrl) {
        Matcher server = ON_SERVER.matcher(fullUrl == null ? "" : fullUrl);
        return server.matches() ? Optional.of(server.group(1)) : Optional.empty();
    }

    /** The reference as an entry of this type would be found by it, or null where there is none. */
    static @Nullable String of(Reference reference, String type) {
        if (reference.hasReference()) {
            return normal(reference.getReference());
        }
        if (reference.hasIdentifier() && reference.getIdentifier().hasValue()) {
            return type + BY_IDENTIFIER + token(reference.getIdentifier());
        }
        return null;
    }

    /** As in a FHIR search: {@code system|value}. */
    static String token(Identifier identifier) {
        String system = identifier.hasSystem() ? identifier.getSystem() : "";
        return system + "|" + identifier.getValue();
    }

    private static String normal(String reference) {
        return reference.contains(BY_IDENTIFIER)
                ? decoded(reference)
                : VERSION.matcher(reference).replaceFirst("");
    }

    /** Some senders encode the search as a URL must be, most don't; a plus sign stays itself. */
    private static String decoded(String search) {
        try {
            return URLDecoder.decode(search.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return search;
        }
    }
}
