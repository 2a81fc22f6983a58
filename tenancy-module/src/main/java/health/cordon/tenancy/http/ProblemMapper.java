package health.cordon.tenancy.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Every exception that reaches the edge leaves as a problem document. What is the server's fault is
 * logged once, with the instance that the caller was given, unless it was noted where it was made.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
    private static final int MAX_CAUSES = 8;
    private static final int SERVERS_FAULT = 500;

    @Inject CurrentTrace trace;

    @Override
    public Response toResponse(Throwable thrown) {
        // What we know best comes first, however deep the container has wrapped it.
        var refusal =
                Stream.<Function<Throwable, @Nullable Refusal>>of(
                                ProblemMapper::ours, ProblemMapper::input, ProblemMapper::container)
                        .map(rule -> first(thrown, rule))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(Refusal.of(Problem.INTERNAL));
        if (refusal.problem().status() >= SERVERS_FAULT && !refusal.noted()) {
            log(refusal, thrown);
        }
        return Problems.answer(refusal.document(), refusal.problem());
    }

    private record Refusal(Problem problem, ProblemDocument document, boolean noted) {
        static Refusal of(Problem problem) {
            return of(problem, List.of());
        }

        static Refusal of(Problem problem, List<String> fields) {
            return new Refusal(problem, ProblemDocument.of(problem, fields), false);
        }
    }

    /** Types only: a driver's or parser's message may quote a clinical value. */
    private void log(Refusal refusal, Throwable thrown) {
        LOG.log(
                refusal.problem() == Problem.INTERNAL ? Level.SEVERE : Level.WARNING,
                "answered {0} as {1}, trace {2}, organisation {3}: {4}",
                new Object[] {
                    refusal.problem(),
                    refusal.document().instance(),
                    trace.id(),
                    trace.organisation().orElse("none"),
                    causes(thrown)
                });
    }

    private static Optional<Refusal> first(
            Throwable thrown, Function<Throwable, @Nullable Refusal> rule) {
        return Stream.<@Nullable Throwable>iterate(thrown, Objects::nonNull, ProblemMapper::next)
                .limit(MAX_CAUSES)
                .map(t -> Optional.ofNullable(rule.apply(Objects.requireNonNull(t))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static @Nullable Refusal ours(Throwable thrown) {
        return thrown instanceof ProblemException e
                ? new Refusal(
                        e.problem(),
                        ProblemDocument.of(e.problem(), e.fields(), e.members()),
                        e.isNoted())
                : null;
    }

    private static @Nullable Refusal input(Throwable thrown) {
        if (thrown instanceof ConstraintViolationException e) {
            return Refusal.of(Problem.INVALID_REQUEST, fields(e));
        }
        if (thrown instanceof JsonMappingException e) {
            return Refusal.of(Problem.INVALID_REQUEST, fields(e));
        }
        // A path that is no URI: the container tries to quote it.
        return thrown instanceof JsonProcessingException || thrown instanceof URISyntaxException
                ? Refusal.of(Problem.INVALID_REQUEST, List.of())
                : null;
    }

    /** What the container refuses by itself: no such path, verb, type. */
    private static @Nullable Refusal container(Throwable thrown) {
        if (!(thrown instanceof WebApplicationException e)) {
            return null;
        }
        var problem =
                switch (e.getResponse().getStatus()) {
                    case 400 -> Problem.INVALID_REQUEST;
                    case 401 -> Problem.UNAUTHENTICATED;
                    case 403 -> Problem.FORBIDDEN;
                    case 404 -> Problem.NOT_FOUND;
                    case 405 -> Problem.METHOD_NOT_ALLOWED;
                    case 406 -> Problem.NOT_ACCEPTABLE;
                    case 413 -> Problem.TOO_LARGE;
                    case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
                    default -> null;
                };
        return problem == null ? null : Refusal.of(problem);
    }

    static String causes(Throwable thrown) {
        var text = new StringBuilder();
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < MAX_CAUSES; t = next(t)) {
            text.append(depth++ == 0 ? "" : " < ").append(t.getClass().getName());
            if (t.getStackTrace().length > 0) {
                text.append(" at ").append(t.getStackTrace()[0]);
            }
            if (t instanceof SQLException sql) {
                text.append(" (error ").append(sql.getErrorCode()).append(')');
            }
        }
        return text.toString();
    }

    private static @Nullable Throwable next(@Nullable Throwable t) {
        return t == null || t.getCause() == t ? null : t.getCause();
    }

    private static List<String> fields(ConstraintViolationException e) {
        return e.getConstraintViolations().stream()
                .map(violation -> field(violation.getPropertyPath()))
                .distinct()
                .sorted()
                .toList();
    }

    private static String field(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(node -> node.getKind() != ElementKind.METHOD)
                // An element has the name of its list.
                .filter(node -> node.getKind() != ElementKind.CONTAINER_ELEMENT)
                .map(Path.Node::getName)
                .filter(name -> name != null)
                .reduce((first, last) -> last)
                .orElse("body");
    }

    private static List<String> fields(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null && FieldNames.canBeSaid(name))
                .toList();
    }
}
