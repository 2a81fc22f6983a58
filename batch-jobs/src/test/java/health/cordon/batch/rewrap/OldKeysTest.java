package health.cordon.batch.rewrap;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.batch.rewrap.PlaceKeys.KeyCount;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Slug;
import health.cordon.tenancy.organisation.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OldKeysTest {
    private static final String OWN = "arn:aws:kms:us-east-1:444455556666:key/own";
    private static final String SHARED = "arn:aws:kms:us-east-1:111122223333:key/platform";
    private static final String TO = "arn:aws:kms:us-east-1:444455556666:key/next";

    private final Tenant tenant = tenant();

    private static Tenant tenant() {
        var organisation =
                new Organisation(
                        new OrganisationId(UUID.randomUUID()),
                        new Slug("north"),
                        "North",
                        "sandbox-1",
                        "acute",
                        "standard",
                        List.of(),
                        "active",
                        null,
                        null,
                        TO,
                        null,
                        null,
                        null,
                        true,
                        null,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return new Tenant(organisation, Set.of(), Set.of(OWN, TO), false);
    }

    private static PlaceKeys place(String name, String... keys) {
        return new PlaceKeys(
                name, true, List.of(keys).stream().map(key -> new KeyCount(key, 2)).toList());
    }

    private OldKey judged(String key, PlaceKeys... after) {
        var all =
                OldKeys.of(
                        tenant,
                        TO,
                        TO,
                        List.of(place("home", OWN, SHARED, "local:k1")),
                        List.of(after));
        return all.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void mayGoWhenNothingIsLeftAnywhere() {
        var own = judged(OWN, place("home", TO), place("shared"));
        assertThat(own.free()).isTrue();
        assertThat(own.own()).isTrue();
        assertThat(own.advice()).contains("may be revoked");
        assertThat(own.policy()).containsEntry("Effect", "Deny");

        var shared = judged(SHARED, place("home", TO), place("shared"));
        assertThat(shared.own()).isFalse();
        assertThat(shared.advice()).contains("serves others");
        assertThat(String.valueOf(shared.policy())).contains(tenant.id().toString());

        assertThat(judged("local:k1", place("home", TO)).policy()).isNull();
    }

    @Test
    void mayNotGoWhileAFormerDatabaseHoldsOneUnderIt() {
        var own = judged(OWN, place("home", TO), place("the shared database", OWN));

        assertThat(own.free()).isFalse();
        assertThat(own.deks()).isEqualTo(2);
        assertThat(own.statement()).startsWith("2 DEKs").contains("the shared database");
        assertThat(own.advice()).isNull();
        assertThat(own.policy()).isNull();
    }

    @Test
    void mayNotGoWhileADatabaseCouldNotBeLookedAt() {
        var own = judged(OWN, place("home", TO), PlaceKeys.unseen("the database of ref old"));

        assertThat(own.free()).isFalse();
        assertThat(own.statement()).startsWith("It is not known").contains("ref old");
        assertThat(own.policy()).isNull();
    }

    /** Where somebody wraps away from it and leaves it as the organisation's key. */
    @Test
    void mayNotGoWhileItWrapsNewDataKeys() {
        var all =
                OldKeys.of(
                        tenant,
                        SHARED,
                        OWN,
                        List.of(place("home", OWN)),
                        List.of(place("home", SHARED)));

        assertThat(all).hasSize(1);
        var today = all.get(0);
        assertThat(today.key()).isEqualTo(OWN);
        assertThat(today.free()).isFalse();
        assertThat(today.statement()).contains("New data keys", "until");
        assertThat(today.advice()).isNull();
        assertThat(today.policy()).isNull();
    }

    @Test
    void leavesTheTargetOut() {
        var home = List.of(place("home", TO));
        assertThat(OldKeys.of(tenant, TO, TO, home, home)).isEmpty();
    }
}
