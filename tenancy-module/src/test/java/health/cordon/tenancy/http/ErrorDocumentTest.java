package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorDocumentTest {
    private static final String VALUE = "Miller";

    private final Map<String, Object> attributes = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Logger logger = Logger.getLogger(ErrorDocument.class.getName());
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

    @Test
    void letsTheOperatorFindTheInstance() throws IOException {
        attributes.put(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException(VALUE));

        var document = answer(500);

        assertThat(document.path("type").asText()).isEqualTo(Problem.INTERNAL.type());
        assertThat(logged)
                .singleElement()
                .asString()
                .contains(document.path("instance").asText(), "IllegalStateException")
                .doesNotContain(VALUE);
    }

    @Test
    void saysWhenThereIsNoCause() throws IOException {
        answer(500);

        assertThat(logged).singleElement().asString().contains("the container gave no cause");
    }

    @Test
    void keepsQuietAboutWhatIsTheCallersFault() throws IOException {
        assertThat(answer(404).path("status").asInt()).isEqualTo(404);
        assertThat(logged).isEmpty();
    }

    private JsonNode answer(int status) throws IOException {
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
        new ErrorDocument()
                .service(
                        stub(
                                HttpServletRequest.class,
                                (self, method, arguments) ->
                                        method.getName().equals("getAttribute")
                                                ? attributes.get(arguments[0])
                                                : null),
                        stub(
                                HttpServletResponse.class,
                                (self, method, arguments) ->
                                        method.getName().equals("getOutputStream")
                                                ? stream()
                                                : null));
        return Json.mapper().readTree(body.toByteArray());
    }

    private static <T> T stub(Class<T> type, InvocationHandler answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}
        };
    }
}
