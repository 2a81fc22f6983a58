package health.cordon.tenancy.token;

import org.jspecify.annotations.Nullable;

/**
 * What the server asks about callers of its own tools. It sees none of our classes, so nothing but
 * the JDK's types goes over.
 */
public interface ServerToolsMBean {
    /**
     * Whether the caller may.
     *
     * @param tool the path as the server resolved it, from the context on
     * @param authorization the headers of that name, however many
     * @param site what a browser says of who made it ask, as {@code Sec-Fetch-Site}
     * @return the status of HTTP; if that is 200 then the caller's name, then each platform role
     */
    String[] admit(
            String tool,
            String method,
            String[] authorization,
            @Nullable String site,
            @Nullable String traceparent);
}
