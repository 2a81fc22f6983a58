package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table "Who serves a tenant", cell by cell. */
class RouteTableTest {
    private static final ConnectionRef REF = new ConnectionRef("acme");
    private static final String URL = "mysql://u:p@127.0.0.1:1/acme";

    private final Map<String, String> settings = new HashMap<>();
    private final Map<ConnectionRef, String> urls = new HashMap<>();

    private Route route(Tenant tenant) {
        return table(new OrganisationsRefreshed(Tenants.organisations(tenant))).route(tenant.id());
    }

    private Home home(Tenant tenant) {
        return table(new OrganisationsRefreshed(Tenants.organisations(tenant))).home(tenant.id());
    }

    private RouteTable table(OrganisationsRefreshed... events) {
        var table = new RouteTable();
        table.routingConfig = RoutingConfigs.of(settings);
        table.connections = new ClinicalConnectionRegistry();
        table.connections.routingConfig = table.routingConfig;
        table.connections.source =
                new UrlSource() {
                    @Override
                    Optional<String> read(ConnectionRef ref) {
                        return Optional.ofNullable(urls.get(ref));
                    }
                };
        List.of(events).forEach(table.connections::refresh);
        return table;
    }

    private static Tenant newlyNamed() {
        return Tenants.tenant("north").database("acme").build();
    }

    private static Tenant served() {
        return Tenants.tenant("north").database("acme").servedBefore().build();
    }

    private void assertDedicated(Tenant tenant) {
        assertThat(route(tenant))
                .isEqualTo(
                        new Route.Dedicated(
                                tenant.id(), REF, DatabaseUrl.parse(REF.urlKey(), URL)));
    }

    private void assertShared(Tenant tenant) {
        assertThat(route(tenant)).isEqualTo(new Route.Shared());
    }

    private void assertRefused(Tenant tenant) {
        assertThat(route(tenant)).isEqualTo(new Route.Refused());
    }

    @Nested
    class RefWithUrl {
        @ParameterizedTest
        @ValueSource(strings = {"shared", "first-use", "refuse"})
        void isServedByItsOwnDatabase(String fallback) {
            settings.put("CLINICAL_DB_FALLBACK", fallback);
            urls.put(REF, URL);
            assertDedicated(newlyNamed());
            assertDedicated(served());
        }
    }

    @Nested
    class RefWithoutUrl {
        @Test
        void isServedByTheSharedOneWhereTheFallbackSaysSo() {
            settings.put("CLINICAL_DB_FALLBACK", "shared");
            assertShared(newlyNamed());
            assertShared(served());
        }

        @Test
        void isServedByTheSharedOneUntilItsOwnHasServed() {
            assertShared(newlyNamed());
            assertRefused(served());
            settings.put("CLINICAL_DB_FALLBACK", "first-use");
            assertShared(newlyNamed());
            assertRefused(served());
        }

        @Test
        void isRefusedWhereTheFallbackSaysSo() {
            settings.put("CLINICAL_DB_FALLBACK", "refuse");
            assertRefused(newlyNamed());
            assertRefused(served());
        }

        @ParameterizedTest
        @ValueSource(strings = {"postgres://u:p@127.0.0.1/d", "x", "mysql://u:p@db.example.com/d"})
        void isTheSameAsOneThatCannotBeUsed(String url) {
            urls.put(REF, url);
            assertShared(newlyNamed());
            assertRefused(served());
        }
    }

    @Nested
    class NoRef {
        @Test
        void isServedByTheSharedOne() {
            settings.put("CLINICAL_DB_FALLBACK", "refuse");
            assertShared(Tenants.tenant("north").build());
            assertShared(Tenants.tenant("north").servedBefore().build());
        }
    }

    @Nested
    class SwitchOff {
        @ParameterizedTest
        @ValueSource(strings = {"shared", "first-use", "refuse"})
        void isServedByTheSharedOne(String fallback) {
            settings.put("CLINICAL_DB_FALLBACK", fallback);
            settings.put("FEATURE_PER_ORG_CLINICAL_DB", "false");
            assertShared(newlyNamed());
            assertShared(served());
            urls.put(REF, URL);
            assertShared(newlyNamed());
            assertShared(served());
        }
    }

    /** Whatever the fallback says and whoever served it before: its records are in one place. */
    @Nested
    @ParameterizedClass
    @ValueSource(strings = {"shared", "first-use", "refuse"})
    class Managed {
        private static final long EPOCH = 3;

        Managed(String fallback) {
            settings.put("CLINICAL_DB_FALLBACK", fallback);
            urls.put(REF, URL);
            urls.put(new ConnectionRef("other"), URL + "x");
        }

        private static Tenants homeDedicated() {
            return Tenants.tenant("north").servedBefore().home(EPOCH, "acme");
        }

        private static Tenants homeShared() {
            return Tenants.tenant("north").servedBefore().home(EPOCH, null);
        }

        @Test
        void isServedInItsHomeWhenTheColumnAgrees() {
            assertDedicated(homeDedicated().database("acme").build());
            assertShared(homeShared().build());
        }

        @Test
        void isRefusedWhenTheColumnNamesAnother() {
            assertRefused(homeDedicated().database("other").build());
            assertRefused(homeShared().database("acme").build());
        }

        @Test
        void isRefusedWithoutAUrl() {
            urls.clear();
            assertRefused(homeDedicated().database("acme").build());
            assertRefused(homeShared().database("acme").build());
        }

        @Test
        void isRefusedWithoutARefUnlessItsHomeIsShared() {
            assertRefused(homeDedicated().build());
            assertShared(homeShared().build());
        }

        @Test
        void isRefusedWhileTheSwitchIsOffUnlessItsHomeIsShared() {
            settings.put("FEATURE_PER_ORG_CLINICAL_DB", "false");
            assertRefused(homeDedicated().database("acme").build());
            assertRefused(homeDedicated().build());
            assertShared(homeShared().build());
            assertShared(homeShared().database("acme").build());
        }

        @Test
        void isLookedForInItsEpoch() {
            var managed = homeDedicated().database("acme").build();
            assertThat(home(managed)).isEqualTo(new Home(route(managed), EPOCH));
            var byHand = served();
            assertThat(home(byHand)).isEqualTo(new Home(route(byHand), 0));
        }
    }

    @Nested
    class Moments {
        private final Tenants north = Tenants.tenant("north").servedBefore();
        private final Tenant without = north.build();
        private final Tenant with = north.database("acme").build();

        private static OrganisationsRefreshed moment(long version, Tenant tenant) {
            return new OrganisationsRefreshed(Tenants.organisations(version, tenant));
        }

        @Test
        void areNeverMixed() {
            urls.put(REF, URL);
            var table = table(moment(1, without));
            assertThat(table.route(with.id())).isEqualTo(new Route.Shared());
            table.connections.refresh(moment(2, with));
            assertThat(table.route(with.id())).isInstanceOf(Route.Dedicated.class);
            table.connections.refresh(moment(3, without));
            assertThat(table.route(with.id())).isEqualTo(new Route.Shared());
        }

        @Test
        void doNotComeBackWhenASlowRefreshEnds() {
            urls.put(REF, URL);
            var table = table(moment(2, with), moment(1, without));
            assertThat(table.route(with.id())).isInstanceOf(Route.Dedicated.class);
        }

        @Test
        void takeANewUrlFromARefreshOfTheSameVersion() {
            var table = table(moment(1, with));
            urls.put(REF, URL);
            table.connections.refresh(moment(1, with));
            assertThat(table.route(with.id())).isInstanceOf(Route.Dedicated.class);
        }

        @Test
        void refuseWhomNobodyKnows() {
            assertThat(table().route(with.id())).isEqualTo(new Route.Refused());
        }
    }

    @Test
    void keysOfRoutesTellOrganisationsRefsAndUrlsApart() {
        var north = newlyNamed().id();
        var south = newlyNamed().id();
        var url = DatabaseUrl.parse(REF.urlKey(), URL);
        var other = DatabaseUrl.parse(REF.urlKey(), URL + "x");
        var keys =
                new String[] {
                    new Route.Dedicated(north, REF, url).key(),
                    new Route.Dedicated(south, REF, url).key(),
                    new Route.Dedicated(north, new ConnectionRef("other"), url).key(),
                    new Route.Dedicated(north, REF, other).key()
                };
        assertThat(keys).doesNotHaveDuplicates().noneMatch(key -> key.contains("127.0.0.1"));
    }
}
