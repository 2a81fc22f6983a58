package health.cordon.tenancy.token;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in for the authentication filter, inside the container. */
public final class TestCaller {
    private TestCaller() {}

    /** Makes the current request one of that organisation's clinician. */
    public static void become(CurrentCaller current, String tenant, @Nullable String header) {
        current.set(
                new Caller("tester", false, Set.of(Roles.CLINICIAN), List.of(tenant), null),
                header);
    }
}
