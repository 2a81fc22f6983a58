package health.cordon.sandbox.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An organisation that the sandbox starts with. */
record SampleOrganisation(String slug, String name) {
    static final List<SampleOrganisation> ALL =
            List.of(
                    new SampleOrganisation("north", "North County Hospital"),
                    new SampleOrganisation("south", "South Bay Clinic"));

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode request() {
        ObjectNode request =
                JSON.createObjectNode()
                        .put("slug", slug)
                        .put("name", name)
                        .put("region", "sandbox-1")
                        .put("vertical", "acute")
                        .put("tier", "standard");
        request.putArray("states").add("MA");
        return request;
    }

    /** What a token must allow for the organisation's own records. */
    String scope() {
        return "org:" + slug + " role:clinician";
    }

    /** Never the same for two pictures of two organisations. */
    long pictureSeed(int number) {
        return 31L * slug.hashCode() + number;
    }
}
