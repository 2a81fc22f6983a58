package health.cordon.tenancy.token;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes requests of the platform's staff for tests of other rooms. */
public final class Staff {
    private Staff() {}

    public static CurrentCaller with(String role, @Nullable String header) {
        var current = new CurrentCaller();
        current.set(new Caller("someone", true, Set.of(role), List.of(), null), header);
        return current;
    }

    public static Refusals refusals() {
        return new NotedRefusals();
    }
}
