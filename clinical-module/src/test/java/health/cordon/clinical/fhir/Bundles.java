package health.cordon.clinical.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Small bundles for the tests of this room. */
final class Bundles {
    static final BundleReader READER = new BundleReader(BundleLimits.STANDARD);

    private Bundles() {}

    static BundleContents file(String name) throws BundleException, IOException {
        try (InputStream file = Bundles.class.getResourceAsStream(name)) {
            return READER.read(Objects.requireNonNull(file));
        }
    }

    static BundleContents read(String json) throws BundleException {
        return READER.read(stream(json));
    }

    /** A bundle with one resource, given by its type and its other fields. */
    static String of(String type, String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return ofEntries("{\"resource\":{\"resourceType\":\"" + type + "\"" + rest + "}}");
    }

    static String ofEntries(String entries) {
        return "{\"resourceType\":\"Bundle\",\"entry\":[" + entries + "]}";
    }

    static BundleException refusal(String json) {
        return refusal(READER, json);
    }

    static BundleException refusal(BundleReader reader, String json) {
        return catchThrowableOfType(BundleException.class, () -> reader.read(stream(json)));
    }

    static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }
}
