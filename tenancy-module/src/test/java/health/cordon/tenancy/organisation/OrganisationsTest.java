package health.cordon.tenancy.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrganisationsTest {
    private final Tenant north = Tenants.tenant("north").build();
    private final Tenant south = Tenants.tenant("south").build();
    private final Organisations all = Tenants.organisations(north, south);

    @Test
    void findsByIdAndBySlug() {
        assertThat(all.find(north.id())).contains(north);
        assertThat(all.find(north.id().toString())).contains(north);
        assertThat(all.find("south")).contains(south);
        assertThat(all.all()).containsExactlyInAnyOrder(north, south);
    }

    @Test
    void findsNothingForUnknownNames() {
        assertThat(all.find("east")).isEmpty();
        assertThat(all.find("NORTH")).isEmpty();
        assertThat(all.find("")).isEmpty();
    }
}
