package health.cordon.tenancy.http;

import jakarta.ws.rs.core.Response;

/** Turns a problem into an answer. */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "2";

    private Problems() {}

    static Response answer(ProblemDocument document, Problem problem) {
        var response = Response.status(problem.status()).type(MEDIA_TYPE).entity(document);
        if (problem == Problem.UNAVAILABLE) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (problem == Problem.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }
}
