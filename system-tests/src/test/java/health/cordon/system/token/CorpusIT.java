package health.cordon.system.token;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody gets in by a token with a fault, and nobody learns which fault it was. */
@OnPlatform
class CorpusIT {
    private static final int AT_LEAST = 60;
    private final Platform platform;
    private final Organisation organisation;

    CorpusIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @Test
    void isRefusedInOneShapeAndLeavesNothingInTheLog() throws Exception {
        var good = Corpus.good(platform.tokens(), organisation);
        assertThat(ask(good).status()).as("what all are made from").isEqualTo(200);
        var corpus = Corpus.of(platform.tokens(), organisation);
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(AT_LEAST);

        var answers = new LinkedHashMap<String, Answer>();
        corpus.forEach((fault, token) -> answers.put(fault, ask(token)));

        System.out.printf("corpus     %d tokens refused%n", answers.size());
        answers.forEach(
                (fault, answer) ->
                        assertThat(answer.status()).as("%s: %s", fault, answer).isEqualTo(401));
        assertThat(answers.values().stream().map(Answer::indistinguishable).distinct()).hasSize(1);
        assertNothingLogged(corpus);
    }

    @Test
    void isCountedByKindAndOrganisationAndLoggedWithTheTrace() throws Exception {
        assertThat(ask("garbage").status()).isEqualTo(401);
        var reader = organisation.reader();
        var answer = reader.delete("patients/x");
        assertThat(answer.status()).isEqualTo(403);

        assertThat(metrics()).contains("cordon_refusals_total{").contains("kind=\"malformed\"");
        var id = organisation.id();
        assertThat(metrics())
                .containsPattern("cordon_refusals_total.*kind=\"role\".*organisation=\"" + id);
        assertThat(log())
                .contains("refused: malformed, token ")
                .contains(
                        "refused: role, token none, trace %s, organisation %s"
                                .formatted(answer.header("trace-id"), id));
    }

    private String metrics() throws Exception {
        return platform.sandbox().metrics();
    }

    private void assertNothingLogged(Map<String, String> corpus) throws IOException {
        var log = log();
        corpus.forEach(
                (fault, token) -> {
                    for (var part : token.split("[.]")) {
                        if (part.length() > 20) {
                            assertThat(log.contains(part.substring(0, 20))).as(fault).isFalse();
                        }
                    }
                });
    }

    private String log() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(platform.sandbox().home().logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private Answer ask(String token) {
        return platform.api("").with("Authorization", "Bearer " + token).get("patients");
    }
}
