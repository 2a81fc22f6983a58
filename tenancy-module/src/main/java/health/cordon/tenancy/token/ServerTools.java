package health.cordon.tenancy.token;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use the server's own tools: platform staff with a token, verified like each other
 * token and refused like each other one.
 */
@ApplicationScoped
public class ServerTools {
    /**
     * And what is below them. Not the JMX connector: who commands the virtual machine reads all
     * secrets of the server. Nor Admin Center but for its page of batch jobs: its interface fetches
     * any address that it is told to.
     */
    private static final Set<String> TOOLS =
            Set.of("/ibm/api/batch", "/ibm/api/config", "/ibm/adminCenter/javaBatch-1.0");

    /** Where that page keeps what its user has filtered by; itself alone. */
    private static final String FILTERS =
            "/ibm/api/adminCenter/v1/tooldata/"
                    + "com.ibm.websphere.appserver.adminCenter.tool.javaBatch";

    /** What nobody needs here, and others might read as another path. */
    private static final Pattern ODD = Pattern.compile("[^\\w./-]|\\.\\.|//");

    /** The server itself asks more of every other method than a reader has. */
    private static final String READING = "GET";

    /** What a browser says when no page of another site has made it ask. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    @Inject TokenVerifier verifier;
    @Inject Refusals refusals;
    @Inject CurrentTrace trace;

    /** The caller's name and roles, or the status of the refusal; as {@link ServerToolsMBean}. */
    @ActivateRequestContext
    public String[] admit(
            String tool,
            String method,
            List<String> authorization,
            @Nullable String site,
            @Nullable String traceparent) {
        trace.continueFrom(traceparent);
        try {
            requireOwnSite(site);
            return admitted(caller(tool, method, TokenAsPassword.unwrapped(authorization)));
        } catch (ProblemException e) {
            return new String[] {Integer.toString(e.problem().status())};
        }
    }

    /** A browser shows a password that it was given once to each page that asks, whosever. */
    private void requireOwnSite(@Nullable String site) {
        if (site != null && !OWN_SITE.contains(site)) {
            throw refusals.forbidden(Fault.CROSS_SITE, null);
        }
    }

    private Caller caller(String tool, String method, List<String> authorization) {
        var caller = verifier.verifyHeader(authorization);
        if (!caller.platform() || !opens(tool) || !mayDo(method, caller.roles())) {
            throw refusals.forbidden(Fault.ROLE, null);
        }
        return caller;
    }

    private static boolean opens(String tool) {
        return !ODD.matcher(tool).find()
                && (FILTERS.equals(tool)
                        || TOOLS.stream().anyMatch(open -> (tool + "/").startsWith(open + "/")));
    }

    private static boolean mayDo(String method, Set<String> roles) {
        return roles.contains(Roles.PLATFORM_ADMIN)
                || roles.contains(Roles.AUDITOR) && READING.equals(method);
    }

    private static String[] admitted(Caller caller) {
        var answer = new ArrayList<>(List.of("200", caller.subject()));
        answer.addAll(new TreeSet<>(caller.roles()));
        return answer.toArray(String[]::new);
    }
}
