package health.cordon.login;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** The product's side of the gate: an MBean, because the two see none of each other's classes. */
final class Gate {
    static final String NAME = "health.cordon:type=ServerTools";
    private static final Logger LOG = Logger.getLogger(Gate.class.getName());
    private static final String[] SIGNATURE = {
        String.class.getName(),
        String.class.getName(),
        String[].class.getName(),
        String.class.getName(),
        String.class.getName()
    };

    /**
     * @param authorization the headers as they came, however many
     * @param site the header {@code Sec-Fetch-Site}
     */
    Answer ask(
            String tool,
            String method,
            List<String> authorization,
            @Nullable String site,
            @Nullable String traceparent) {
        try {
            var headers = authorization.toArray(String[]::new);
            var answer =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName(NAME),
                                    "admit",
                                    new Object[] {tool, method, headers, site, traceparent},
                                    SIGNATURE);
            return Answer.of((String[]) answer);
        } catch (JMException | RuntimeException e) {
            // Not its message, which may quote what was asked. No product, no entry.
            LOG.log(Level.WARNING, "the product does not answer: {0}", e.getClass().getName());
            return Answer.UNAVAILABLE;
        }
    }
}
