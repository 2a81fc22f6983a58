package health.cordon.system.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Answer;
import java.util.ArrayList;
import java.util.List;

/** What a verification answered. */
record Seen(Answer answer) {
    static Seen of(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return new Seen(answer);
    }

    boolean passed() {
        return answer.json().path("passed").asBoolean();
    }

    JsonNode check(String name) {
        for (var check : answer.json().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + answer);
    }

    String evidence(String name) {
        return check(name).path("evidence").asText();
    }

    List<String> names() {
        var names = new ArrayList<String>();
        answer.json().path("checks").forEach(check -> names.add(check.path("name").asText()));
        return names;
    }

    List<String> failed() {
        var failed = new ArrayList<String>();
        for (var check : answer.json().path("checks")) {
            if (!check.path("passed").asBoolean()) {
                failed.add(check.path("name").asText());
            }
        }
        return failed;
    }

    /** For the build's log: the table as a person would see it. */
    Seen printed(String title) {
        System.out.printf("verify     %s: passed=%s%n", title, passed());
        for (var check : answer.json().path("checks")) {
            System.out.printf(
                    "verify       %-20s %-12s %s%n",
                    check.path("name").asText(),
                    check.path("outcome").asText(),
                    check.path("evidence").asText());
        }
        return this;
    }
}
