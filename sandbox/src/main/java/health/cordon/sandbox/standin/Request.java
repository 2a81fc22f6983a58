package health.cordon.sandbox.standin;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/** A request that has arrived as a whole. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, compared never
public record Request(String method, String path, Headers headers, byte[] body) {

    /** The first header of that name, if there is one. */
    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    /** Whether this is that method on that path. */
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
