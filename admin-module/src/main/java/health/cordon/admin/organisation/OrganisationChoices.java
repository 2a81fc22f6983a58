package health.cordon.admin.organisation;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.settings.Settings;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an organisation may be made of in this installation.
 *
 * @param regions where it may be
 * @param verticals what it may do
 * @param tiers what it may have booked
 * @param states in which it may work
 * @param cloud the region of the keys and buckets that the server makes
 */
record OrganisationChoices(
        Set<String> regions,
        Set<String> verticals,
        Set<String> tiers,
        Set<String> states,
        String cloud) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final int MOST = 200;

    /** The states of the USA and its capital. */
    private static final String USA =
            "AL,AK,AZ,AR,CA,CO,CT,DE,DC,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,"
                    + "NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY";

    static OrganisationChoices from(Settings settings) {
        var ofCloud = settings.optional("AWS_REGION", Set::of).orElse(Set.of());
        var regions =
                settings.withDefault("ORGANISATION_REGIONS", text -> list(NAME, text), ofCloud);
        return new OrganisationChoices(
                regions,
                settings.withDefault(
                        "ORGANISATION_VERTICALS",
                        text -> list(NAME, text),
                        list(NAME, "behavioral,acute,primary")),
                settings.withDefault(
                        "ORGANISATION_TIERS",
                        text -> list(NAME, text),
                        list(NAME, "standard,premium")),
                settings.withDefault(
                        "ORGANISATION_STATES", text -> list(STATE, text), list(STATE, USA)),
                cloud(regions, ofCloud));
    }

    /** The platform may have names of its own for regions; then the first one is the cloud's. */
    private static String cloud(Set<String> regions, Set<String> ofCloud) {
        return Stream.concat(ofCloud.stream().filter(regions::contains), regions.stream())
                .findFirst()
                .orElse("");
    }

    /**
     * @throws ProblemException that names the first field which is none of the choices; cross
     *     region
     */
    void require(OrganisationRequest request) {
        require("region", regions, List.of(request.region()));
        require("vertical", verticals, List.of(request.vertical()));
        require("tier", tiers, List.of(request.tier()));
        require("states", states, request.states());
        requireOneRegion(request);
    }

    /** A database has its region from its server. */
    private void requireOneRegion(OrganisationRequest request) {
        var own = request.dedicated() == null ? List.<String>of() : request.dedicated();
        boolean isOfCloud = own.contains("bucket") || own.contains("key");
        if (isOfCloud && !request.mayCrossRegions() && !cloud.equals(request.region())) {
            throw new ProblemException(Problem.CROSS_REGION);
        }
    }

    /** Each at most once. */
    private static void require(String field, Set<String> allowed, List<String> wanted) {
        if (!allowed.containsAll(wanted) || new HashSet<>(wanted).size() < wanted.size()) {
            throw ProblemException.invalidChoice(field, allowed);
        }
    }

    private static Set<String> list(Pattern form, String text) {
        var entries = new LinkedHashSet<String>();
        for (var entry : text.split(",", -1)) {
            entries.add(entry.strip());
        }
        if (entries.size() > MOST || !entries.stream().allMatch(form.asMatchPredicate())) {
            throw new IllegalArgumentException(
                    "give names separated by commas, such as the default of the documentation.");
        }
        return Collections.unmodifiableSet(entries);
    }
}
