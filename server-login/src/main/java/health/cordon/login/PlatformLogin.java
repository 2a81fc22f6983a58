package health.cordon.login;

import com.ibm.websphere.security.WebTrustAssociationFailedException;
import com.ibm.wsspi.security.tai.TAIResult;
import com.ibm.wsspi.security.tai.TrustAssociationInterceptor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Properties;

/** Stands before everything of the server that asks who is there, but for metrics. */
public final class PlatformLogin implements TrustAssociationInterceptor {
    /** Has an account of its own. */
    private static final String METRICS = "/metrics";

    private static final String API = "/ibm/api";

    /** For browsers; the password is a token. */
    private static final String CHALLENGE = "Basic realm=\"Cordon\"";

    private final Gate gate = new Gate();

    @Override
    public int initialize(Properties properties) {
        return 0;
    }

    /** By what the path was resolved to, not by how the caller wrote it. */
    @Override
    public boolean isTargetInterceptor(HttpServletRequest request) {
        return !METRICS.equals(request.getContextPath());
    }

    @Override
    public TAIResult negotiateValidateandEstablishTrust(
            HttpServletRequest request, HttpServletResponse response)
            throws WebTrustAssociationFailedException {
        var answer =
                gate.ask(
                        tool(request),
                        request.getMethod(),
                        Collections.list(request.getHeaders("Authorization")),
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("traceparent"));
        if (answer.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        return answer.admitted()
                ? TAIResult.create(answer.status(), answer.name(), answer.subject())
                : TAIResult.create(answer.status());
    }

    /** All of the server's interfaces have one context, and their names are what follows. */
    private static String tool(HttpServletRequest request) {
        var context = request.getContextPath();
        var rest = request.getPathInfo();
        if (!API.equals(context) || rest == null) {
            return context;
        }
        int end = rest.indexOf('/', 1);
        return context + (end < 0 ? rest : rest.substring(0, end));
    }

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public String getType() {
        return PlatformLogin.class.getName();
    }

    @Override
    public void cleanup() {}
}
