package health.cordon.system.command;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.Cordon;
import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command with a token that somebody else fetched, and no client of its own. */
@OnPlatform
class TokenFileIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Path file;

    TokenFileIT(Platform platform) throws IOException {
        this.platform = platform;
        organisation = platform.organisation();
        file = Files.createTempFile(Folders.target(), "token", ".jwt");
    }

    @Test
    void doesWhatTheTokenInItMayDo() throws IOException {
        var suspend = new String[] {"org", "suspend", organisation.slug()};

        Files.writeString(file, platform.sandbox().token("auditor") + "\n");
        assertThat(run(suspend)).as("an auditor only reads").isEqualTo(5);
        assertThat(run("org", "show", organisation.slug())).isZero();

        Files.writeString(file, platform.sandbox().token("platform-admin") + "\n");
        assertThat(run(suspend)).as("the file was renewed").isZero();
        assertThat(organisation.reader().get("patients").status()).isEqualTo(403);
        assertThat(run("org", "resume", organisation.slug())).isZero();
    }

    @Test
    void isForOneOrganisationsRecords() throws IOException {
        var scope = "org:%s role:clinician".formatted(organisation.slug());
        Files.writeString(file, platform.sandbox().token(scope));
        var bundle = Folders.project().resolve("samples/north/pathology-example.json");

        assertThat(run("import", "--org", organisation.slug(), bundle.toString())).isZero();

        assertThat(organisation.reader().get("patients").json().path("items")).hasSize(1);
    }

    private int run(String... words) {
        var environment =
                Map.of(
                        "CORDON_URL", platform.sandbox().url(PortName.ADMIN, "/admin").toString(),
                        "CORDON_API_URL", platform.sandbox().url(PortName.API, "/api").toString());
        return Cordon.commandLine(environment::get)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(withTheFile(words));
    }

    private String[] withTheFile(String... words) {
        var all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--token-file";
        all[words.length + 1] = file.toString();
        return all;
    }
}
