package health.cordon.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.sample.SampleData;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages whose commands can be pasted, typed from top to bottom. */
@OnPlatform
class WalkthroughIT {
    private static final int FEW = 8;
    private final Platform platform;
    private final Path project = Folders.project();

    WalkthroughIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void theSamplesAreThere() {
        var sandbox = platform.sandbox();
        new SampleData(
                        sandbox.url(PortName.API, "/api"),
                        sandbox.url(PortName.ADMIN, "/admin"),
                        sandbox::token,
                        project.resolve("samples"))
                .seed(line -> {});
    }

    @Test
    void theRunbookDoesWhatItSays() {
        type("docs/walkthrough.md");
    }

    @Test
    @Tag("deep")
    @Tag("timing")
    void theApiByCurlDoesWhatItSays() {
        type("docs/api.md");
    }

    private void type(String document) {
        var steps = Step.of(project.resolve(document));
        assertThat(steps).hasSizeGreaterThan(FEW);
        var home = platform.sandbox().home().folder().toString();
        try (var shell = new Shell(project, Map.of("CORDON_HOME", home))) {
            for (var step : steps) {
                var result = shell.run(step.commands());
                assertThat(result.code()).as("%s%s", step.commands(), result.printed()).isZero();
                assertThat(step.missingFrom(result.printed()))
                        .as("%s%s", step.commands(), result.printed())
                        .isEmpty();
            }
        }
    }
}
