package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemMapperTest {
    private static final String VALUE = "Miller";

    private final CurrentTrace trace = new CurrentTrace();
    private final ProblemMapper mapper = mapper(trace);
    private final Logger logger = Logger.getLogger(ProblemMapper.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    logged.add(new SimpleFormatter().format(record));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    private record Body(int status, String type, String title, List<String> fields) {}

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private ProblemDocument answer(Throwable thrown) {
        try (Response response = mapper.toResponse(thrown)) {
            var document = (ProblemDocument) response.getEntity();
            assertThat(response.getStatus()).isEqualTo(document.status());
            assertThat(response.getMediaType()).hasToString("application/problem+json");
            assertThat(document.instance()).matches("urn:uuid:[0-9a-f-]{36}");
            return document;
        }
    }

    private static void assertIs(ProblemDocument document, Problem problem) {
        assertThat(new Body(document.status(), document.type(), document.title(), List.of()))
                .isEqualTo(new Body(problem.status(), problem.type(), problem.title(), List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void answersOurProblemsWithTheirConstantTitle(Problem problem) {
        assertIs(answer(new ProblemException(problem, new SQLException(VALUE))), problem);
        assertThat(logged).hasSize(problem.status() >= 500 ? 1 : 0);
        assertThat(String.join("", logged)).doesNotContain(VALUE);
    }

    @Test
    void findsOurProblemInsideWrappedCauses() {
        var ours = new ProblemException(Problem.NOT_FOUND);
        var wrapped = new BadRequestException(new CompletionException(new RuntimeException(ours)));
        assertIs(answer(wrapped), Problem.NOT_FOUND);
    }

    @Test
    void namesFieldsButNotTheirValues() {
        var document = answer(ProblemException.invalid("birthDate"));
        assertIs(document, Problem.INVALID_REQUEST);
        assertThat(document.fields()).containsExactly("birthDate");
    }

    @Test
    void namesTheFieldThatJsonHadWrong() {
        record Named(String family, int count) {}
        var thrown = json("{\"family\":\"Miller\",\"count\":\"Miller\"}", Named.class);
        var document = answer(new BadRequestException(thrown));
        assertIs(document, Problem.INVALID_REQUEST);
        assertThat(document.fields()).containsExactly("count");
        assertThat(document.toString()).doesNotContain(VALUE);
    }

    @Test
    void echoesNoFieldNameThatCouldBeAValue() {
        record Named(String family) {}
        var document = answer(json("{\"Miller, born 1970\":1}", Named.class));
        assertIs(document, Problem.INVALID_REQUEST);
        assertThat(document.fields()).isEmpty();
    }

    @Test
    void answersWhatTheContainerRefuses() {
        assertIs(answer(new NotFoundException(VALUE)), Problem.NOT_FOUND);
        assertIs(answer(new NotAllowedException("GET")), Problem.METHOD_NOT_ALLOWED);
        assertIs(answer(new BadRequestException(VALUE)), Problem.INVALID_REQUEST);
        assertIs(answer(new ClientErrorException(VALUE, 415)), Problem.UNSUPPORTED_MEDIA_TYPE);
        assertIs(answer(new ClientErrorException(VALUE, 413)), Problem.TOO_LARGE);
        assertIs(answer(new ClientErrorException(VALUE, 406)), Problem.NOT_ACCEPTABLE);
        assertThat(logged).isEmpty();
    }

    @Test
    void tellsOfAnIncidentByItsIdAndTypesAlone() {
        var thrown = new IllegalStateException(VALUE, new SQLException("Duplicate 'Miller'"));
        var document = answer(thrown);
        assertIs(document, Problem.INTERNAL);
        assertThat(logged)
                .singleElement()
                .asString()
                .contains(document.instance(), "IllegalStateException", "SQLException")
                .doesNotContain(VALUE);
    }

    @Test
    void endsOnCausesThatGoInCircles() {
        var first = new RuntimeException("first");
        var second = new RuntimeException("second", first);
        first.initCause(second);
        assertIs(answer(first), Problem.INTERNAL);
    }

    @Test
    void givesEachAnswerAnInstanceOfItsOwn() {
        var problem = new ProblemException(Problem.NOT_FOUND);
        assertThat(answer(problem).instance()).isNotEqualTo(answer(problem).instance());
    }

    @Test
    void letsTheOperatorFindTheInstance() {
        trace.concerns("0199-north");

        var document = answer(new ProblemException(Problem.UNAVAILABLE, new SQLException(VALUE)));

        assertThat(logged)
                .singleElement()
                .asString()
                .contains(document.instance(), trace.id(), "0199-north", "SQLException")
                .doesNotContain(VALUE);
    }

    @Test
    void leavesWhatIsNotedAlreadyOutOfTheLog() {
        var noted = ProblemException.noted(Problem.UNAVAILABLE);
        assertIs(answer(new BadRequestException(noted)), Problem.UNAVAILABLE);
        assertThat(logged).isEmpty();
    }

    @Test
    void givesAReasonWhereThereIsOne() {
        var document =
                answer(ProblemException.refused(Problem.INVALID_REQUEST, "not-json", "/entry/1"));

        assertIs(document, Problem.INVALID_REQUEST);
        assertThat(document.members()).containsEntry("reason", "not-json");
        assertThat(document.fields()).containsExactly("/entry/1");
    }

    private static ProblemMapper mapper(CurrentTrace trace) {
        var mapper = new ProblemMapper();
        mapper.trace = trace;
        return mapper;
    }

    private static JsonProcessingException json(String text, Class<?> type) {
        try {
            Json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            return e;
        }
        throw new AssertionError("it was read");
    }
}
