package health.cordon.tenancy.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads and writes JSON strictly: no unknown or repeated member, nothing after the end, no number
 * where a text belongs, bounded depth and length. Times are UTC with milliseconds.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
public class Json extends JacksonJsonProvider {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_TEXT = 100_000;
    private static final long MAX_DOCUMENT = 1_000_000;
    private static final JsonMapper MAPPER = build();

    public Json() {
        super(MAPPER);
    }

    /** A body that breaks off, or that is not what its headers say, is the client's fault. */
    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (headers.containsKey(HttpHeaders.CONTENT_ENCODING)) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        var bytes = bytes(body);
        try {
            return super.readFrom(
                    type,
                    genericType,
                    annotations,
                    mediaType,
                    headers,
                    new ByteArrayInputStream(bytes));
        } catch (JsonMappingException e) {
            var faults = new BodyFaults(MAPPER).of(type, bytes);
            if (faults.isEmpty()) {
                throw e;
            }
            throw ProblemException.invalid(faults);
        }
    }

    /** One more than allowed, so that the parser finds it too long. */
    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes((int) MAX_DOCUMENT + 1);
        } catch (IOException e) {
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        }
    }

    /** The product's one way of JSON. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static JsonMapper build() {
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxDocumentLength(MAX_DOCUMENT)
                        .build();
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        return JsonMapper.builder(factory)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> {
                            config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                            config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                            config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                        })
                .serializationInclusion(JsonInclude.Include.ALWAYS)
                .addModule(new JavaTimeModule())
                .addModule(StrictValues.module())
                .build();
    }
}
