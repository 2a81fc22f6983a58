package health.cordon.tenancy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.erasure.OtherCopies.Look;
import health.cordon.tenancy.erasure.OtherCopies.Seen;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.routing.TenantDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherCopiesTest {
    private static final int MOST = 6;

    /**
     * Databases that accept and never answer: the machine does so for whoever only listens. One by
     * one they would take 18 s.
     */
    @Test
    void haveOneLimitForAllOfThem() throws IOException {
        try (var silent = new ServerSocket(0, MOST * 2, InetAddress.getLoopbackAddress())) {
            var url = "mysql://u:p@127.0.0.1:%d/d".formatted(silent.getLocalPort());
            var copies = new OtherCopies();
            copies.limit = Duration.ofSeconds(1);
            copies.databases = all(DatabaseUrl.parse(url));
            var organisation = Tenants.tenant("north").build().organisation();
            long begun = System.nanoTime();

            var looks = copies.of(organisation, erasure(organisation));

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(9));
            assertThat(looks).hasSize(MOST).extracting(Look::seen).containsOnly(Seen.UNKNOWN);
        }
    }

    private static TenantDatabases all(DatabaseUrl url) {
        return new TenantDatabases() {
            @Override
            public List<TenantDatabase> others(Organisation organisation) {
                return IntStream.range(0, MOST)
                        .mapToObj(number -> new TenantDatabase("number " + number, url))
                        .toList();
            }
        };
    }

    private static Erasure erasure(Organisation organisation) {
        return new Erasure(
                organisation.id(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "local",
                "somebody",
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }
}
