package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Note(
            @Nullable String text,
            int count,
            @Nullable LocalDate day,
            @Nullable UUID id,
            @Nullable List<String> tags) {}

    private static Note read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, Note.class);
    }

    @Nested
    class Reading {
        @Test
        void takesWhatIsPlain() throws Exception {
            var id = UUID.randomUUID();
            var json =
                    "{\"text\":\"a\",\"count\":2,\"day\":\"2024-02-29\",\"id\":\"%s\",\"tags\":[\"x\"]}";
            assertThat(read(json.formatted(id)))
                    .isEqualTo(new Note("a", 2, LocalDate.of(2024, 2, 29), id, List.of("x")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"other\":1}",
                    "{\"text\":\"a\",\"text\":\"b\"}",
                    "{\"text\":\"a\"} {}",
                    "{\"text\":\"a\"}]",
                    "{\"text\":1}",
                    "{\"text\":1.5}",
                    "{\"text\":true}",
                    "{\"text\":{}}",
                    "{\"text\":[\"a\"]}",
                    "{\"count\":\"1\"}",
                    "{\"count\":1.5}",
                    "{\"count\":true}",
                    "{\"count\":99999999999}",
                    "{\"tags\":\"x\"}",
                    "{\"tags\":[1]}",
                    "{\"day\":19000}",
                    "{\"day\":[2024,2,29]}",
                    "{\"day\":\"2024-02-29T10:00:00Z\"}",
                    "{\"day\":\"2023-02-29\"}",
                    "{\"day\":\"29.2.2024\"}",
                    "{\"day\":\"\"}",
                    "{\"day\":\"0000-01-01\"}",
                    "{\"day\":\"1799-12-31\"}",
                    "{\"day\":\"2200-01-01\"}",
                    "{\"day\":\"+10000-01-01\"}",
                    "{\"day\":\"-0044-03-15\"}",
                    "{\"text\":\"lone\\ud800\"}",
                    "{\"text\":\"a\\u0000b\"}",
                    "{\"tags\":[\"\\udfff\"]}",
                    "{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                    "{\"id\":\"1-1-1-1-1\"}",
                    "{\"id\":\"x\"}",
                    "{\"id\":7}",
                    "{'text':'a'}",
                    "{\"text\":\"a\",}",
                    "{\"count\":NaN}",
                    "{\"text\":\"a\nb\"}",
                    "// hello\n{}",
                    "{",
                    "[]",
                    "\"a\"",
                    "1",
                    ""
                })
        void refusesTheRest(String json) {
            assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> read(json));
        }

        @Test
        void boundsDepth() {
            var deep = "[".repeat(21) + "]".repeat(21);
            assertThatExceptionOfType(JsonProcessingException.class)
                    .isThrownBy(() -> Json.mapper().readTree(deep));
        }

        @Test
        void boundsTexts() {
            var longText = "{\"text\":\"" + "a".repeat(100_001) + "\"}";
            assertThatExceptionOfType(JsonProcessingException.class)
                    .isThrownBy(() -> read(longText));
        }

        @Test
        void boundsDocuments() {
            var many = "[" + "\"aaaaaaaaa\",".repeat(90_000) + "1]";
            assertThatExceptionOfType(JsonProcessingException.class)
                    .isThrownBy(() -> Json.mapper().readTree(many));
        }

        @Test
        void quotesNoSourceInItsMessages() {
            assertThatExceptionOfType(JsonProcessingException.class)
                    .isThrownBy(() -> read("{\"count\":1,\"text\":\"Miller\" oops"))
                    .withMessageNotContaining("Miller");
        }
    }

    @Nested
    class Writing {
        record Times(Instant at, LocalDate day, @Nullable String none) {}

        @Test
        void givesTimesWithMilliseconds() throws Exception {
            var times = new Times(Instant.parse("2024-02-29T01:02:03.0009Z"), day(), null);
            assertThat(Json.mapper().writeValueAsString(times))
                    .isEqualTo(
                            "{\"at\":\"2024-02-29T01:02:03.000Z\",\"day\":\"2024-02-29\","
                                    + "\"none\":null}");
        }

        private static LocalDate day() {
            return LocalDate.of(2024, 2, 29);
        }
    }
}
