package health.cordon.tenancy.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The forms that values have in JSON. Jackson reads more than these; what it would mend, such as
 * half a character, would come back as something else than was sent.
 */
final class StrictValues {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2199;

    private StrictValues() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(Instant.class, new Milliseconds())
                .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, StrictValues::day))
                .addDeserializer(UUID.class, new Text<>(UUID.class, StrictValues::id))
                .addDeserializer(String.class, new Text<>(String.class, StrictValues::text));
    }

    /** Within the years that a database date and a clinical record can hold. */
    static LocalDate day(String text) {
        require(DAY.matcher(text).matches());
        var day = LocalDate.parse(text);
        require(day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        return day;
    }

    private static UUID id(String text) {
        require(ID.matcher(text).matches());
        return UUID.fromString(text);
    }

    /** Whole characters, and no control characters but line breaks and tabs. */
    static String text(String text) {
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text));
        require(text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t'));
        return text;
    }

    private static void require(boolean rightForm) {
        if (!rightForm) {
            throw new IllegalArgumentException("wrong form");
        }
    }

    private static final class Text<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> form;

        Text(Class<T> type, Function<String, T> form) {
            super(type);
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw JsonMappingException.from(parser, "not a text");
            }
            try {
                return form.apply(parser.getText());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw JsonMappingException.from(parser, "not of the right form");
            }
        }
    }

    private static final class Milliseconds extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                        .withZone(ZoneOffset.UTC);

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(FORM.format(value));
        }
    }
}
