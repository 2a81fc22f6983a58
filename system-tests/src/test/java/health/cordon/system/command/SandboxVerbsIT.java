package health.cordon.system.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the verbs of the sandbox can say only when the server answers. */
@OnPlatform
class SandboxVerbsIT {
    private static final String NOBODY = "nobody-here";
    private final Platform platform;

    private record Run(int code, String out, String err) {}

    SandboxVerbsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void sayThatAllIsReady() throws Exception {
        var run = run("status");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).contains("Ready.");
    }

    @Test
    void warnOfATokenThatTheServerWillRefuse() throws Exception {
        var nobody = run("token", "--org", NOBODY, "--role", "clinician");
        var known = run("token", "--org", platform.organisation().slug(), "--role", "clinician");

        assertThat(List.of(nobody.code(), known.code())).containsOnly(0);
        assertThat(nobody.out().strip().split("\\.")).hasSize(3);
        assertThat(nobody.err()).contains("There is no organisation " + NOBODY);
        assertThat(known.err()).doesNotContain("There is no organisation");
    }

    @Test
    void giveTokensOfAnOrganisationsOwnIssuer() throws Exception {
        var slug = platform.organisation().slug();
        var before = run("token", "--org", slug, "--role", "clinician").out().strip();
        assertThat(platform.api(before).get("patients").status()).isEqualTo(200);

        var issuer = run("sandbox", "issuer", "create", slug + "-id").out().strip();
        assertThat(run("org", "set", slug, "--oidc-issuer", issuer).code()).isZero();

        var own = run("token", "--org", slug, "--role", "clinician").out().strip();
        assertThat(platform.api(own).get("patients").status()).isEqualTo(200);
        assertThat(platform.api(before).get("patients").status()).isEqualTo(403);
        assertThat(run("org", "set", slug, "--oidc-issuer", "none").code()).isZero();
        assertThat(platform.api(own).get("patients").status()).isEqualTo(401);
    }

    private Run run(String... words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "health.cordon.sandbox.Main"));
        command.addAll(List.of(words));
        var out = printed("out");
        var err = printed("err");
        var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().put("CORDON_HOME", platform.sandbox().home().folder().toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out.toPath(), UTF_8),
                Files.readString(err.toPath(), UTF_8));
    }

    private static File printed(String kind) throws IOException {
        return Files.createTempFile(Folders.target(), "command", "." + kind).toFile();
    }
}
