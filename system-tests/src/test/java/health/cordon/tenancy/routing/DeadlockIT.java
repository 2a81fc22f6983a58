package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.container.Deployments;
import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two transactions that wait for each other: the database ends ours, and nobody notices. */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class DeadlockIT {
    @Inject PlatformDatabase platform;
    @Inject OrganisationRegistry organisations;
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;

    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicReference<CompletableFuture<Void>> rival = new AtomicReference<>();

    @Deployment
    static EnterpriseArchive product() {
        return Deployments.with(DeadlockIT.class, TestTenants.class, RowMaker.class);
    }

    @Test
    void isDoneAgain() throws Exception {
        var tenant = TestTenants.create(platform, organisations);
        try (var other = RowMaker.past()) {
            RowMaker.fill(other, tenant.id().toString(), UUID.randomUUID().toString());
            other.setAutoCommit(false);
            // InnoDB ends the one that has changed fewer rows.
            RowMaker.fill(other, UUID.randomUUID().toString(), UUID.randomUUID().toString());
            execute(other, "UPDATE patient SET version = version + 1", tenant);

            assertThat(crossing(tenant, other)).isEqualTo(1);

            Objects.requireNonNull(rival.get()).get(30, TimeUnit.SECONDS);
        }
        assertThat(tries).hasValue(2);
    }

    private int crossing(Tenant tenant, Connection other) throws Exception {
        return context.call(
                new Binding(tenant, "tester", "clinician", "0".repeat(32)),
                () -> resolver.forBoundOrg().maintain(entities -> cross(entities, tenant, other)));
    }

    private int cross(EntityManager entities, Tenant tenant, Connection other) {
        entities.createQuery("UPDATE Dek d SET d.wrapped = d.wrapped").executeUpdate();
        if (tries.incrementAndGet() == 1) {
            rival.set(CompletableFuture.runAsync(() -> finish(other, tenant)));
        }
        return entities.createQuery("UPDATE Patient p SET p.version = p.version + 1")
                .executeUpdate();
    }

    private static void finish(Connection other, Tenant tenant) {
        try {
            execute(other, "UPDATE dek SET created_at = created_at + INTERVAL 1 SECOND", tenant);
            other.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String update, Tenant tenant)
            throws SQLException {
        try (var statement = connection.prepareStatement(update + " WHERE tenant_id = ?")) {
            statement.setString(1, tenant.id().toString());
            statement.executeUpdate();
        }
    }
}
