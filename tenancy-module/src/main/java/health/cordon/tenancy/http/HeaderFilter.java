package health.cordon.tenancy.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses headers that would be misunderstood later: a quality that is no number (RFC 9110, section
 * 12.4.2), over which the container fails, and one that comes twice where only the first would
 * count.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 100)
public class HeaderFilter implements ContainerRequestFilter {
    private static final List<String> NEGOTIATION =
            List.of(
                    HttpHeaders.ACCEPT,
                    HttpHeaders.ACCEPT_LANGUAGE,
                    HttpHeaders.ACCEPT_CHARSET,
                    HttpHeaders.CONTENT_TYPE);

    private static final List<String> SINGLE =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.IF_MATCH,
                    "Idempotency-Key",
                    "X-Access-Reason");

    private static final Pattern BAD_QUALITY =
            Pattern.compile(
                    ";\\s*q\\s*=(?!\\s*(0(\\.\\d{0,3})?|1(\\.0{0,3})?)\\s*([;,]|$))",
                    Pattern.CASE_INSENSITIVE);

    @Override
    public void filter(ContainerRequestContext request) {
        for (var name : NEGOTIATION) {
            var value = request.getHeaderString(name);
            if (value != null && BAD_QUALITY.matcher(value).find()) {
                throw ProblemException.invalid(name);
            }
        }
        for (var name : SINGLE) {
            var values = request.getHeaders().get(name);
            if (values != null && values.size() > 1) {
                throw ProblemException.invalid(name);
            }
        }
    }
}
