package health.cordon.sandbox.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.standin.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All keys: in memory for reading, one file each for keeping. */
final class Keyring {
    private static final int MAX_KEYS = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, KmsKey> keys = new ConcurrentHashMap<>();

    private Keyring(Path directory) {
        this.directory = directory;
    }

    static Keyring open(Path directory) throws IOException {
        var keyring = new Keyring(DurableFile.directory(directory));
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (var file : files) {
                var key = JSON.readValue(file.toFile(), KmsKey.class);
                keyring.keys.put(key.id(), key);
            }
        }
        return keyring;
    }

    @Nullable KmsKey find(String id) {
        return keys.get(id);
    }

    Stream<KmsKey> all() {
        return keys.values().stream();
    }

    synchronized KmsKey add(KmsKey key) {
        if (keys.size() >= MAX_KEYS) {
            throw new KmsFault("LimitExceededException", "There are too many keys.");
        }
        return keep(key);
    }

    /** Changes a key as it is now; the change is on the disk before anybody sees it. */
    synchronized KmsKey change(String id, UnaryOperator<KmsKey> change) {
        var now = keys.get(id);
        if (now == null) {
            throw KmsFault.notFound("Key " + id);
        }
        return keep(change.apply(now));
    }

    private KmsKey keep(KmsKey key) {
        new DurableFile(directory.resolve(key.id() + ".json")).write(bytes(key));
        keys.put(key.id(), key);
        return key;
    }

    private static byte[] bytes(KmsKey key) {
        try {
            return JSON.writeValueAsBytes(key);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
