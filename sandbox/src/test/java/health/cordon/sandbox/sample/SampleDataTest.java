package health.cordon.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
    private final List<String> progress = new ArrayList<>();
    private FakeServer server;
    private SampleData data;

    @BeforeEach
    void start(@TempDir Path samples) throws IOException {
        for (String slug : List.of("north", "south")) {
            Path folder = Files.createDirectory(samples.resolve(slug));
            Files.writeString(folder.resolve("a.json"), "{}");
            Files.writeString(folder.resolve("b.json.gz"), "gzip");
        }
        server = new FakeServer();
        data =
                new SampleData(
                        server.at("/api"),
                        server.at("/admin"),
                        scope -> scope.replace(' ', '+'),
                        samples,
                        Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesOrganisationsRecordsAndPictures() {
        data.seed(progress::add);
        assertThat(progress)
                .containsExactly(
                        "north: 2 bundles imported, created 2 patient",
                        "north: 2 pictures added",
                        "south: 2 bundles imported, created 2 patient",
                        "south: 2 pictures added");
        assertThat(server.calls)
                .contains(
                        "POST /admin/organisations Bearer platform-admin",
                        "POST /api/import/fhir Bearer org:north+role:clinician",
                        "POST /api/cases/c-1/images Bearer org:south+role:clinician");
    }

    @Test
    void makesNothingTwice() {
        data.seed(progress::add);
        server.calls.clear();
        progress.clear();
        data.seed(progress::add);
        assertThat(progress)
                .containsExactly(
                        "north: 2 bundles imported, created nothing new",
                        "north: pictures are there",
                        "south: 2 bundles imported, created nothing new",
                        "south: pictures are there");
        assertThat(server.calls)
                .noneMatch(
                        call -> call.startsWith("POST /admin") || call.contains("/images Bearer"));
    }

    @Test
    void goesOnWhereSomebodyElseMadeTheOrganisation() {
        server.hiddenOrganisations.add("north");
        data.seed(progress::add);
        assertThat(progress).hasSize(4);
    }

    @Test
    void addsNoPicturesWhereThereIsNoCase() {
        server.hasCases = false;
        data.seed(progress::add);
        assertThat(progress).contains("north: no case to add pictures to");
        assertThat(server.calls).noneMatch(call -> call.contains("/images"));
    }

    @Test
    void asksAgainWhileTheServerIsNotReady() {
        server.failures.addAll(List.of(503, 503, 503));
        data.seed(progress::add);
        assertThat(progress).hasSize(4);
    }

    @Test
    void givesUpOnAServerThatNeverGetsReady() {
        server.failures.addAll(Collections.nCopies(50, 503));
        assertThat(failure()).isNotNull();
        assertThat(server.calls).hasSize(5);
    }

    @Test
    void stopsAtARefusalAndNamesTheSample() {
        server.organisations.addAll(List.of("north", "south"));
        data.seed(progress::add);
        server.failures.addAll(List.of(200, 422));
        assertThat(failure()).hasMessageContaining("a.json");
    }

    private Failure failure() {
        return catchThrowableOfType(Failure.class, () -> data.seed(progress::add));
    }
}
