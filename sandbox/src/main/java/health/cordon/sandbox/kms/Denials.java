package health.cordon.sandbox.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.standin.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What is forbidden now, kept over restarts. What is not forbidden is allowed. */
final class Denials {
    private static final int MAX_DENIALS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DurableFile file;
    private volatile List<Denial> all;

    private Denials(DurableFile file, List<Denial> all) {
        this.file = file;
        this.all = all;
    }

    static Denials open(Path directory) throws IOException {
        var file = new DurableFile(DurableFile.directory(directory).resolve("denials.json"));
        var type = new TypeReference<List<Denial>>() {};
        var kept =
                Files.exists(file.path())
                        ? JSON.readValue(file.path().toFile(), type)
                        : List.<Denial>of();
        return new Denials(file, kept);
    }

    List<Denial> all() {
        return all;
    }

    /** Refuses the call when a denial covers it. */
    void check(String principal, String permission, KmsKey key) {
        check(new Denial(principal, permission, key.id()), key.arn());
    }

    /** The same for a call that has no key yet. */
    void check(String principal, String permission) {
        check(new Denial(principal, permission, Denial.ANY), Denial.ANY);
    }

    private void check(Denial call, String resource) {
        if (all.stream().anyMatch(denial -> denial.covers(call))) {
            var user = "arn:aws:iam::111122223333:user/" + call.principal();
            throw new KmsFault(
                    "AccessDeniedException",
                    "User: %s is not authorized to perform: kms:%s on resource: %s"
                            .formatted(user, call.action(), resource));
        }
    }

    synchronized void add(Denial denial) {
        if (all.size() >= MAX_DENIALS) {
            throw new KmsFault("LimitExceededException", "There are too many denials.");
        }
        keep(next -> next.add(denial));
    }

    synchronized void remove(Denial denial) {
        keep(next -> next.remove(denial));
    }

    private void keep(Consumer<Set<Denial>> change) {
        var next = new LinkedHashSet<>(all);
        change.accept(next);
        try {
            file.write(JSON.writeValueAsBytes(next));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        all = List.copyOf(next);
    }
}
