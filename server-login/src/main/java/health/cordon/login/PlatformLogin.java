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

    /** Only browsers send it, and they alone are asked for a password. */
    private static final String SITE = "Sec-Fetch-Site";

    private static final int UNKNOWN = 401;

    private final Gate gate = new Gate();
    private boolean asksBrowsers;

    /** The property {@code asksBrowsers}: whether a person is to sign in at pages, by a prompt. */
    @Override
    public int initialize(Properties properties) {
        asksBrowsers = Boolean.parseBoolean(properties.getProperty("asksBrowsers"));
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
                        request.getHeader(SITE),
                        request.getHeader("traceparent"));
        if (asksBrowsers && answer.status() == UNKNOWN && request.getHeader(SITE) != null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"cordon\"");
        }
        return answer.admitted()
                ? TAIResult.create(answer.status(), answer.name(), answer.subject())
                : TAIResult.create(answer.status());
    }

    /** By what the path was resolved to, not by how the caller wrote it. */
    private static String tool(HttpServletRequest request) {
        var rest = request.getPathInfo();
        var path = request.getContextPath() + request.getServletPath();
        return rest == null ? path : path + rest;
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
