package health.cordon.tenancy.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server itself refuses before the application sees it, such as a path that cannot
 * be decoded. The server's own page would quote the path and name its classes.
 */
public class ErrorDocument extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ErrorDocument.class.getName());
    private static final int SERVERS_FAULT = 500;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var problem = problem(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        response.setStatus(problem.status());
        response.setContentType(Problems.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        var document = ProblemDocument.of(problem, List.of());
        if (problem.status() >= SERVERS_FAULT) {
            LOG.log(
                    Level.SEVERE,
                    "answered {0} as {1}: {2}",
                    new Object[] {problem, document.instance(), cause(request)});
        }
        try {
            Json.mapper().writeValue(response.getOutputStream(), document);
        } catch (IOException e) {
            LOG.log(Level.FINE, "the caller was gone before it could be answered");
        }
    }

    private static String cause(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                ? ProblemMapper.causes(thrown)
                : "the container gave no cause";
    }

    private static Problem problem(@Nullable Object status) {
        return Arrays.stream(Problem.values())
                .filter(problem -> Integer.valueOf(problem.status()).equals(status))
                .findFirst()
                .orElse(status == null ? Problem.NOT_FOUND : Problem.INVALID_REQUEST);
    }
}
