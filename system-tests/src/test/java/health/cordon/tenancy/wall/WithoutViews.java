package health.cordon.tenancy.wall;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/** Lets the persistence unit work on the tables instead of on the views over them. */
public class WithoutViews implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        for (var descriptor : session.getDescriptors().values()) {
            for (var table : descriptor.getTables()) {
                table.setName(table.getName().substring("t_".length()));
            }
        }
    }
}
