package health.cordon.sandbox.home;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.child.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The ports of one sandbox. They are remembered, so that the next run uses the same. */
public record Ports(Map<PortName, Integer> numbers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /**
     * What is wished for; else what was used last; else what is usual.
     *
     * @param wished 0 means any free port, unless one is remembered
     */
    public static Ports choose(Home home, Map<PortName, Integer> wished) {
        var remembered = remembered(home);
        var chosen = new EnumMap<PortName, Integer>(PortName.class);
        for (var name : PortName.values()) {
            int last = remembered.getOrDefault(name, 0);
            int wish = wished.getOrDefault(name, last == 0 ? name.usual() : last);
            chosen.put(name, wish != 0 ? wish : last != 0 ? last : another(chosen));
        }
        return new Ports(chosen);
    }

    private static int another(Map<PortName, Integer> chosen) {
        int port = Port.free();
        return chosen.containsValue(port) ? another(chosen) : port;
    }

    public void remember(Home home) {
        try {
            PrivateFile.write(file(home), JSON.writeValueAsString(numbers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean differsFromRemembered(Home home) {
        var remembered = remembered(home);
        return !remembered.isEmpty() && !remembered.equals(numbers);
    }

    public int of(PortName name) {
        var number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("no port for " + name);
        }
        return number;
    }

    public URI url(PortName name, String path) {
        return URI.create("http://127.0.0.1:" + of(name) + path);
    }

    private static Map<PortName, Integer> remembered(Home home) {
        try {
            return Files.exists(file(home))
                    ? JSON.readValue(file(home).toFile(), new TypeReference<>() {})
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home) {
        return home.folder().resolve("ports.json");
    }
}
