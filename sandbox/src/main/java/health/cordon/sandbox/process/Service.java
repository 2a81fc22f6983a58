package health.cordon.sandbox.process;

import health.cordon.sandbox.child.ChildSpec;
import health.cordon.sandbox.home.PortName;
import java.time.Duration;
import java.util.List;

/** One process of the sandbox. */
interface Service {
    String name();

    List<PortName> ports();

    /** Does what must be done before a start, and says what to run. */
    ChildSpec prepare();

    boolean ready();

    /** True when it runs, but not what it would run if it were started now. */
    default boolean stale() {
        return false;
    }

    /** True when it runs, but has said that it will never become ready. */
    default boolean hopeless() {
        return false;
    }

    Duration startLimit();

    Duration stopLimit();

    /** What it says about itself when it did not become ready; at most a few lines. */
    List<String> trouble();
}
