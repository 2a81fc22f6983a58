package health.cordon.tenancy.wall;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/** Takes the application's own filter out of the persistence unit. */
public class WithoutFilter implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        session.getDescriptors()
                .values()
                .forEach(descriptor -> descriptor.setMultitenantPolicy(null));
    }
}
