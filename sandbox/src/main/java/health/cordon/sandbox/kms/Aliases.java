package health.cordon.sandbox.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.standin.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names for keys, all in one file so that moving a name is one step. */
final class Aliases {
    static final String PREFIX = "alias/";

    private static final int MAX_ALIASES = 100_000;
    private static final Pattern NAME = Pattern.compile("alias/(?!aws/)[a-zA-Z0-9/_-]{1,250}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DurableFile file;
    private volatile NavigableMap<String, String> keyIds;

    private Aliases(DurableFile file, NavigableMap<String, String> keyIds) {
        this.file = file;
        this.keyIds = keyIds;
    }

    static Aliases open(Path directory) throws IOException {
        var file = new DurableFile(DurableFile.directory(directory).resolve("aliases.json"));
        var type = new TypeReference<TreeMap<String, String>>() {};
        var kept =
                Files.exists(file.path())
                        ? JSON.readValue(file.path().toFile(), type)
                        : new TreeMap<String, String>();
        return new Aliases(file, kept);
    }

    @Nullable String keyId(String name) {
        return keyIds.get(name);
    }

    NavigableMap<String, String> all() {
        return Collections.unmodifiableNavigableMap(keyIds);
    }

    synchronized void create(String name, String keyId) {
        if (!NAME.matcher(name).matches()) {
            throw new KmsFault("InvalidAliasNameException", "The alias name is not valid.");
        }
        if (keyIds.containsKey(name)) {
            throw new KmsFault("AlreadyExistsException", "An alias " + name + " already exists.");
        }
        if (keyIds.size() >= MAX_ALIASES) {
            throw new KmsFault("LimitExceededException", "There are too many aliases.");
        }
        keep(next -> next.put(name, keyId));
    }

    synchronized void move(String name, String keyId) {
        requireKnown(name);
        keep(next -> next.put(name, keyId));
    }

    synchronized void delete(String name) {
        requireKnown(name);
        keep(next -> next.remove(name));
    }

    private void requireKnown(String name) {
        if (!keyIds.containsKey(name)) {
            throw KmsFault.notFound("Alias " + name);
        }
    }

    private void keep(Consumer<NavigableMap<String, String>> change) {
        var next = new TreeMap<>(keyIds);
        change.accept(next);
        try {
            file.write(JSON.writeValueAsBytes(next));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        keyIds = next;
    }
}
