package health.cordon.tenancy.wall;

import org.eclipse.persistence.sessions.Session;

/** Nothing is left that keeps tenants apart. */
public class WithoutBoth extends WithoutViews {
    @Override
    public void customize(Session session) {
        super.customize(session);
        new WithoutFilter().customize(session);
    }
}
