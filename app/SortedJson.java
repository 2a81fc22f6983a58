import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a JSON file anew with the names of each object in order. The generator of the OpenAPI
 * document has another order in each run, and the archive must be the same whenever it is built.
 *
 * <p>Run by the build of the two web shells, from its source; a part of nothing that ships.
 */
final class SortedJson {
    private SortedJson() {}

    public static void main(String[] args) throws IOException {
        var file = new File(args[0]);
        var json =
                new ObjectMapper()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .enable(SerializationFeature.INDENT_OUTPUT);
        json.writeValue(file, json.readValue(file, Map.class));
    }
}
