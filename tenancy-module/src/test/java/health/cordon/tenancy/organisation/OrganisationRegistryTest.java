package health.cordon.tenancy.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.Test;

class OrganisationRegistryTest {
    private final Tenant tenant = Tenants.tenant("north").build();
    private final Queue<Organisations> reads = new ArrayDeque<>();
    private final OrganisationRegistry registry = new OrganisationRegistry();

    OrganisationRegistryTest() {
        registry.database =
                new PlatformDatabase() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T, X extends Exception> T read(HandleCallback<T, X> work) {
                        return (T) reads.remove();
                    }
                };
        registry.refreshed = event(told -> {});
    }

    @SuppressWarnings("unchecked")
    private static Event<OrganisationsRefreshed> event(Consumer<OrganisationsRefreshed> observer) {
        return (Event<OrganisationsRefreshed>)
                Proxy.newProxyInstance(
                        Event.class.getClassLoader(),
                        new Class<?>[] {Event.class},
                        (proxy, method, args) -> {
                            observer.accept((OrganisationsRefreshed) args[0]);
                            return null;
                        });
    }

    @Test
    void showsAnOrganisationOnlyOnceThoseWhoRouteKnowIt() {
        var known = new ArrayList<Boolean>();
        registry.refreshed =
                event(
                        told -> {
                            assertThat(told.organisations().find(tenant.id())).isPresent();
                            known.add(registry.find(tenant.id()).isPresent());
                        });
        reads.add(Tenants.organisations(tenant));
        registry.refresh();
        assertThat(known).isEqualTo(List.of(false));
        assertThat(registry.find(tenant.id())).isPresent();
    }

    @Test
    void keepsTheNewerSnapshotWhenASlowReadEnds() {
        reads.add(Tenants.organisations(2, tenant));
        reads.add(Tenants.organisations(1));
        registry.refresh();
        registry.refresh();
        assertThat(registry.find(tenant.id())).isPresent();
    }
}
