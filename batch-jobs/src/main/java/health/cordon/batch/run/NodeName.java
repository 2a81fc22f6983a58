package health.cordon.batch.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This server, from this start on. */
@ApplicationScoped
public class NodeName {
    private final String value = UUID.randomUUID().toString();

    /** Never used again, so that what an earlier start held is not this one's. */
    public String value() {
        return value;
    }
}
