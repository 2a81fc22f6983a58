package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import health.cordon.system.container.Deployments;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Pools;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two walls, and each of them alone: the product's entities without the application's filter over
 * the database's views, and with it over the tables themselves. No statement has a WHERE.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class WallsAloneIT {
    private static final int ENTITIES = 9;
    private static final AtomicLong NUMBER = new AtomicLong();

    @Inject Pools pools;

    private final String id = UUID.randomUUID().toString();
    private final MarkedRows ours =
            new MarkedRows(UUID.randomUUID().toString(), "ours", 0, "2026-01-01");
    private final MarkedRows theirs =
            new MarkedRows(UUID.randomUUID().toString(), "theirs", 1, "2026-01-01");
    private HikariDataSource pool;
    private List<String> before;

    @Deployment
    static EnterpriseArchive product() {
        return Deployments.with(
                WallsAloneIT.class,
                WithoutFilter.class,
                WithoutViews.class,
                WithoutBoth.class,
                MarkedRows.class,
                Tenants.class);
    }

    @BeforeEach
    void bothHaveARowOfEach() throws SQLException {
        pool = pools.open("alone", serving(), 2, Duration.ofSeconds(5));
        try (var migrator = past()) {
            var catalogue = new Catalogue(migrator);
            catalogue.execute("SET FOREIGN_KEY_CHECKS = 0");
            var tables = catalogue.tenantTables();
            for (var rows : List.of(ours, theirs)) {
                for (var insertion : rows.insertions(migrator, tables, id)) {
                    // Enumerations have values of their own.
                    catalogue.execute(
                            insertion.contains("`dek`")
                                    ? insertion.replace("'" + rows.mark() + "'", "'PATIENT'")
                                    : insertion);
                }
            }
        }
        before = rowsOf(theirs);
    }

    @AfterEach
    void theirRowsAreWhatTheyWere() throws SQLException {
        pool.close();
        assertThat(rowsOf(theirs)).isEqualTo(before);
    }

    @Test
    void theViewsHoldWithoutTheFilter() {
        var source = new TenantDataSource(pool, serving());
        source.call(
                session(ours),
                () ->
                        with(
                                factory(source, WithoutFilter.class),
                                entities -> {
                                    var model = entities.getMetamodel().getEntities();
                                    assertThat(model).hasSize(ENTITIES);
                                    noForeignKeys(entities);
                                    model.forEach(entity -> meetsOurRowAlone(entities, entity));
                                    model.forEach(entity -> changesOurRowAlone(entities, entity));
                                }));
    }

    /** And without a tenant, nothing. */
    @Test
    void theViewsShowNothingToNobodyWithoutTheFilter() {
        var source = new TenantDataSource(pool, serving());
        source.call(
                TenantSession.NOBODY,
                () ->
                        with(
                                factory(source, WithoutFilter.class),
                                entities -> {
                                    for (var entity : entities.getMetamodel().getEntities()) {
                                        assertThat(ids(entities, entity)).isEmpty();
                                    }
                                }));
    }

    @Test
    void theFilterHoldsWithoutTheViews() {
        var source = Connections.dataSource(migrating());
        with(
                factory(source, WithoutViews.class),
                entities -> {
                    var model = entities.getMetamodel().getEntities();
                    assertThat(model).hasSize(ENTITIES);
                    noForeignKeys(entities);
                    model.forEach(entity -> meetsOurRowAlone(entities, entity));
                    model.forEach(entity -> changesOurRowAlone(entities, entity));
                });
    }

    /** The premise: over the tables, without the filter, both rows are met. */
    @Test
    void nothingHoldsWithoutBoth() {
        var source = Connections.dataSource(migrating());
        with(
                factory(source, WithoutBoth.class),
                entities -> {
                    for (var entity : entities.getMetamodel().getEntities()) {
                        assertThat(Collections.frequency(ids(entities, entity), id))
                                .as(entity.getName())
                                .isEqualTo(2);
                    }
                });
    }

    @Test
    void aConnectionOutsideOfACallIsRefused() {
        var source = new TenantDataSource(pool, serving());
        assertThatThrownBy(source::getConnection).hasMessageContaining("nobody is served");
        source.call(session(ours), () -> "over");
        assertThatThrownBy(source::getConnection).hasMessageContaining("nobody is served");
    }

    @Test
    void aCallWithinACallIsRefused() {
        var source = new TenantDataSource(pool, serving());
        assertThatThrownBy(
                        () ->
                                source.call(
                                        session(ours),
                                        () -> source.call(session(theirs), () -> "inner")))
                .isInstanceOf(IllegalStateException.class);
    }

    private void meetsOurRowAlone(EntityManager entities, EntityType<?> entity) {
        assertThat(ids(entities, entity)).as(entity.getName()).isEqualTo(List.of(id));
        var joined =
                entities.createQuery(
                                "SELECT e.id FROM %s e, Dek d WHERE d.id = :id"
                                        .formatted(entity.getName()))
                        .setParameter("id", id)
                        .getResultList();
        assertThat(joined).as(entity.getName()).hasSize(1);
        var whole =
                entities.createQuery("SELECT e FROM " + entity.getName() + " e").getResultList();
        assertThat(whole).as(entity.getName()).hasSize(1);
        entities.clear();
    }

    /** The trail is not changed by anybody. */
    private static void changesOurRowAlone(EntityManager entities, EntityType<?> entity) {
        if (entity.getName().equals("AuditRecord")) {
            return;
        }
        var update = "UPDATE %1$s e SET e.%2$s = e.%2$s".formatted(entity.getName(), field(entity));
        assertThat(entities.createQuery(update).executeUpdate()).as(update).isOne();
        var delete = "DELETE FROM " + entity.getName() + " e";
        assertThat(entities.createQuery(delete).executeUpdate()).as(delete).isOne();
    }

    private static String field(EntityType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(field -> !field.isId() && !field.isVersion())
                .map(field -> field.getName())
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static List<?> ids(EntityManager entities, EntityType<?> entity) {
        return entities.createQuery("SELECT e.id FROM " + entity.getName() + " e").getResultList();
    }

    private static void noForeignKeys(EntityManager entities) {
        entities.createNativeQuery("SET FOREIGN_KEY_CHECKS = 0").executeUpdate();
    }

    private boolean with(EntityManagerFactory factory, Consumer<EntityManager> work) {
        try (factory) {
            var entities =
                    factory.createEntityManager(
                            Map.of(TenantColumn.PROPERTY, ours.tenant(), CanaryColumn.PROPERTY, 0));
            entities.getTransaction().begin();
            try {
                work.accept(entities);
                entities.getTransaction().commit();
                return true;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
                entities.close();
            }
        }
    }

    /** The product's own persistence unit, with one of its walls taken out. */
    private static EntityManagerFactory factory(DataSource source, Class<?> customizer) {
        var properties = new HashMap<String, Object>();
        properties.put("eclipselink.persistencexml", "META-INF/cordon-persistence.xml");
        properties.put("eclipselink.logging.logger", "JavaLogger");
        properties.put("eclipselink.session-name", "alone#" + NUMBER.incrementAndGet());
        properties.put("eclipselink.session.customizer", customizer.getName());
        properties.put("jakarta.persistence.nonJtaDataSource", source);
        return Persistence.createEntityManagerFactory("clinical", properties);
    }

    private static TenantSession session(MarkedRows whose) {
        return TenantSession.reading(Tenants.of(whose.tenant()));
    }

    private static List<String> rowsOf(MarkedRows whose) throws SQLException {
        try (var migrator = past()) {
            var catalogue = new Catalogue(migrator);
            var rows = new java.util.ArrayList<String>();
            for (var table : catalogue.tenantTables()) {
                var columns = catalogue.columns(table).stream().map(c -> "HEX(" + c + ")").toList();
                rows.addAll(
                        catalogue.column(
                                "SELECT CONCAT_WS(',', %s) FROM `%s` WHERE tenant_id = ?"
                                        .formatted(String.join(", ", columns), table),
                                whose.tenant()));
            }
            return rows;
        }
    }

    private static DatabaseUrl serving() {
        return DatabaseUrl.parse(System.getenv("CLINICAL_DB_URL"));
    }

    private static DatabaseUrl migrating() {
        return DatabaseUrl.parse(System.getenv("CLINICAL_DB_MIGRATION_URL"));
    }

    /** No wall is in the way of the one who made them. */
    private static Connection past() throws SQLException {
        return Connections.dataSource(migrating()).getConnection();
    }
}
