package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.system.container.Deployments;
import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.keys.DekRows;
import health.cordon.tenancy.keys.Rewrapped;
import health.cordon.tenancy.keys.WrappedDek;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whatever is asked of the shared database, without any WHERE, is asked of the bound tenant's rows.
 * Takes the entities from JPA's own model, so a new one is held to it without being listed.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class TenantFilterIT {
    private static final int ENTITIES = 8;

    @Inject PlatformDatabase platform;
    @Inject OrganisationRegistry organisations;
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject PersistenceUnits units;

    private final String sameId = UUID.randomUUID().toString();
    private Tenant ours;
    private Tenant theirs;

    @Deployment
    static EnterpriseArchive product() {
        return Deployments.with(TenantFilterIT.class, TestTenants.class, RowMaker.class);
    }

    /** One row of each table for both, under the same id. */
    @BeforeEach
    void bothHaveOneRowOfEach() throws SQLException {
        ours = TestTenants.create(platform, organisations);
        theirs = TestTenants.create(platform, organisations);
        try (var connection = RowMaker.past()) {
            RowMaker.fill(connection, ours.id().toString(), sameId);
            RowMaker.fill(connection, theirs.id().toString(), sameId);
        }
    }

    @Test
    void isOnEveryQuery() {
        forEach(
                (entities, entity) -> {
                    var rows =
                            entities.createQuery("SELECT e.id FROM " + entity.getName() + " e")
                                    .getResultList();
                    assertThat(rows).as(entity.getName()).isEqualTo(List.of(sameId));
                    var counted =
                            entities.createQuery("SELECT COUNT(e) FROM " + entity.getName() + " e")
                                    .getSingleResult();
                    assertThat(counted).as(entity.getName()).isEqualTo(1L);
                });
    }

    @Test
    void isOnEveryQueryByIdAndOnEveryJoin() {
        forEach(
                (entities, entity) -> {
                    var named =
                            entities.createQuery(
                                            "SELECT e.id FROM "
                                                    + entity.getName()
                                                    + " e, Dek d"
                                                    + " WHERE e.id = :id AND d.id = :id")
                                    .setParameter("id", sameId)
                                    .getResultList();
                    assertThat(named).as(entity.getName()).hasSize(1);
                });
    }

    @Test
    void isOnEveryBulkUpdate() throws SQLException {
        forEachThatMayChange(
                (entities, entity) -> {
                    var field = anyField(entity);
                    var touched =
                            entities.createQuery(
                                            "UPDATE %s e SET e.%s = e.%s"
                                                    .formatted(entity.getName(), field, field))
                                    .executeUpdate();
                    assertThat(touched).as("%s.%s", entity.getName(), field).isEqualTo(1);
                });
    }

    @Test
    void isOnEveryBulkDelete() throws SQLException {
        var before = counts(theirs);

        forEachThatMayChange(
                (entities, entity) ->
                        assertThat(
                                        entities.createQuery(
                                                        "DELETE FROM " + entity.getName() + " e")
                                                .executeUpdate())
                                .as(entity.getName())
                                .isEqualTo(1));

        assertThat(counts(theirs)).isEqualTo(before);
        assertThat(counts(ours).stream().mapToLong(n -> n).sum()).as("the trail").isOne();
    }

    @Test
    void isOnEveryDeleteByAForeignId() {
        var foreign = UUID.randomUUID().toString();
        forEachThatMayChange(
                (entities, entity) ->
                        assertThat(
                                        entities.createQuery(
                                                        "DELETE FROM %s e WHERE e.id = :id"
                                                                .formatted(entity.getName()))
                                                .setParameter("id", foreign)
                                                .executeUpdate())
                                .isZero());
    }

    @Test
    void cannotBeForgotten() {
        var unit = units.enter(new Route.Shared());
        var entities = unit.factory().createEntityManager();
        try {
            for (var entity : entities.getMetamodel().getEntities()) {
                var query = "SELECT e FROM " + entity.getName() + " e";
                assertThatThrownBy(() -> entities.createQuery(query).getResultList())
                        .as(query)
                        .isInstanceOf(RuntimeException.class)
                        .hasStackTraceContaining("cordon.tenant");
                assertThatThrownBy(
                                () ->
                                        inTransaction(
                                                entities,
                                                open ->
                                                        open.createQuery(
                                                                        "DELETE FROM "
                                                                                + entity.getName()
                                                                                + " e")
                                                                .executeUpdate()))
                        .as("DELETE of %s", entity.getName())
                        .isInstanceOf(RuntimeException.class)
                        .hasStackTraceContaining("cordon.tenant");
            }
        } finally {
            entities.close();
            unit.leave();
        }
    }

    /** Not the application alone keeps it: the user who serves has no right to change it. */
    @Test
    void leavesTheTrailAsItIs() {
        for (var statement :
                List.of("DELETE FROM AuditRecord e", "UPDATE AuditRecord e SET e.verb = e.verb")) {
            assertThatThrownBy(
                            () ->
                                    as(
                                            ours,
                                            entities ->
                                                    entities.createQuery(statement)
                                                            .executeUpdate()))
                    .as(statement)
                    .hasStackTraceContaining("denied");
        }
    }

    /** What comes back from escrow must not undo what somebody else has wrapped anew. */
    @Test
    void storesAKeyOverTheFormThatWasReadAndOverNoOther() {
        var read = as(ours, entities -> DekRows.page(entities, "", 1).get(0));
        var foreign = as(theirs, entities -> DekRows.page(entities, "", 1).get(0));
        var next = new WrappedDek.Local("k9", new byte[60]);

        assertThat(store(new Rewrapped(read, next, new byte[32]))).isTrue();
        assertThat(store(new Rewrapped(read, next, new byte[32]))).as("stale").isFalse();

        var after = as(theirs, entities -> DekRows.page(entities, "", 1).get(0));
        assertThat(after).usingRecursiveComparison().isEqualTo(foreign);
    }

    private boolean store(Rewrapped rewrapped) {
        return as(ours, entities -> DekRows.store(entities, rewrapped));
    }

    private interface Check {
        void accept(EntityManager entities, EntityType<?> entity);
    }

    /** Without the trail, which only grows. */
    private void forEachThatMayChange(Check check) {
        forEach(
                (entities, entity) -> {
                    if (!entity.getName().equals("AuditRecord")) {
                        check.accept(entities, entity);
                    }
                });
    }

    /** For each entity as our tenant, children before parents not needed: keys are not checked. */
    private void forEach(Check check) {
        as(
                ours,
                entities -> {
                    var model = entities.getMetamodel().getEntities();
                    assertThat(model).hasSizeGreaterThanOrEqualTo(ENTITIES);
                    entities.createNativeQuery("SET FOREIGN_KEY_CHECKS = 0").executeUpdate();
                    try {
                        model.forEach(entity -> check.accept(entities, entity));
                    } finally {
                        entities.createNativeQuery("SET FOREIGN_KEY_CHECKS = 1").executeUpdate();
                    }
                    return model;
                });
    }

    private <T> T as(Tenant tenant, Function<EntityManager, T> work) {
        try {
            return context.call(
                    new Binding(tenant, "tester", "clinician", "0".repeat(32)),
                    () -> resolver.forBoundOrg().maintain(work));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T inTransaction(EntityManager entities, Function<EntityManager, T> work) {
        entities.getTransaction().begin();
        try {
            return work.apply(entities);
        } finally {
            entities.getTransaction().rollback();
        }
    }

    private static String anyField(EntityType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(field -> !field.isId() && !field.isVersion())
                .map(SingularAttribute::getName)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private List<Long> counts(Tenant tenant) throws SQLException {
        try (var connection = RowMaker.past()) {
            return counts(connection, tenant.id().toString());
        }
    }

    private static List<Long> counts(Connection connection, String tenant) throws SQLException {
        var counts = new ArrayList<Long>();
        for (var table : RowMaker.tables(connection)) {
            try (var count =
                    connection.prepareStatement(
                            "SELECT COUNT(*) FROM " + table + " WHERE tenant_id = ?")) {
                count.setString(1, tenant);
                try (var row = count.executeQuery()) {
                    row.next();
                    counts.add(row.getLong(1));
                }
            }
        }
        return counts;
    }
}
