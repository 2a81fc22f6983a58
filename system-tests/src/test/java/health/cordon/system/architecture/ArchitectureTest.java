package health.cordon.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.context.StaffBound;
import health.cordon.tenancy.context.TenantBound;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.eclipse.persistence.annotations.Multitenant;

/**
 * The walls of the house. A rule that is broken here would sooner or later show a tenant's data.
 */
@AnalyzeClasses(locations = Product.class)
class ArchitectureTest {
    private static final String TENANCY = "health.cordon.tenancy..";
    private static final String CLINICAL = "health.cordon.clinical..";
    private static final String STAFF = "health.cordon.clinical.staff";
    private static final String ADMIN = "health.cordon.admin..";
    private static final String BATCH = "health.cordon.batch..";
    private static final String MOVES = "health.cordon.moves..";
    private static final String PROVISIONING = "health.cordon.provisioning..";
    private static final String APP = "health.cordon.app..";
    private static final String CLI = "health.cordon.cli..";
    private static final String MIGRATION = "health.cordon.migration..";
    private static final String SANDBOX = "health.cordon.sandbox..";
    private static final String LOGIN = "health.cordon.login..";
    private static final String CONTEXT = "health.cordon.tenancy.context";
    private static final String ROUTING = "health.cordon.tenancy.routing";

    @ArchTest
    static final ArchRule TENANCY_KNOWS_NOBODY =
            knowsNot(TENANCY, CLINICAL, ADMIN, BATCH, PROVISIONING, APP, CLI, MIGRATION, SANDBOX);

    @ArchTest
    static final ArchRule CLINICAL_KNOWS_TENANCY_ALONE =
            knowsNot(CLINICAL, ADMIN, BATCH, PROVISIONING, APP, CLI, MIGRATION, SANDBOX);

    @ArchTest
    static final ArchRule ADMIN_CANNOT_NAME_A_PATIENT =
            knowsNot(ADMIN, CLINICAL, BATCH, PROVISIONING, APP, CLI, MIGRATION, SANDBOX);

    @ArchTest
    static final ArchRule BATCH_KNOWS_TENANCY_ALONE =
            knowsNot(BATCH, CLINICAL, ADMIN, PROVISIONING, APP, CLI, MIGRATION, SANDBOX);

    @ArchTest
    static final ArchRule MOVES_CANNOT_NAME_A_PATIENT =
            knowsNot(MOVES, CLINICAL, ADMIN, APP, CLI, MIGRATION, SANDBOX);

    /** What compares shares nothing with what copies. */
    @ArchTest
    static final ArchRule PROOF_KNOWS_NO_MOVER =
            noClasses()
                    .that()
                    .resideInAPackage("health.cordon.moves.proof")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("health.cordon..")
                                    .and(not(resideInAnyPackage("health.cordon.moves.proof"))));

    /** Of clinical things it knows the schema, to make it. */
    @ArchTest
    static final ArchRule PROVISIONING_CANNOT_NAME_A_PATIENT =
            noClasses()
                    .that()
                    .resideInAPackage(PROVISIONING)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(CLINICAL, BATCH, APP, CLI, MIGRATION, SANDBOX)
                                    .and(not(resideInAnyPackage("health.cordon.clinical.schema"))));

    @ArchTest static final ArchRule SHELLS_KNOW_NO_SANDBOX = knowsNot(APP, CLI, MIGRATION, SANDBOX);

    @ArchTest
    static final ArchRule THE_COMMAND_SPEAKS_REST_ALONE =
            knowsNot(CLI, TENANCY, CLINICAL, ADMIN, BATCH, PROVISIONING, APP, MIGRATION, SANDBOX);

    /** It speaks to a database, and to nothing of a running server. */
    @ArchTest
    static final ArchRule MIGRATION_KNOWS_SCHEMAS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(MIGRATION)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("health.cordon..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            MIGRATION,
                                                            CLI,
                                                            "health.cordon.tenancy.database",
                                                            "health.cordon.tenancy.settings",
                                                            "health.cordon.tenancy.trust",
                                                            "health.cordon.tenancy.wall",
                                                            "health.cordon.clinical.schema"))));

    /**
     * The server loads it apart from the application, so neither would find the other's classes.
     */
    @ArchTest
    static final ArchRule THE_SERVERS_LOGIN_STANDS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(LOGIN)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("health.cordon..")
                                    .and(not(resideInAnyPackage(LOGIN))));

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_SERVERS_LOGIN =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(LOGIN)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(LOGIN);

    @ArchTest
    static final ArchRule THE_SANDBOX_IS_NO_PART_OF_THE_SERVER =
            knowsNot(SANDBOX, ADMIN, BATCH, PROVISIONING, APP);

    @ArchTest static final ArchRule ROOMS_OF_TENANCY_ARE_A_STAIRCASE = staircase("tenancy");
    @ArchTest static final ArchRule ROOMS_OF_CLINICAL_ARE_A_STAIRCASE = staircase("clinical");
    @ArchTest static final ArchRule ROOMS_OF_ADMIN_ARE_A_STAIRCASE = staircase("admin");
    @ArchTest static final ArchRule ROOMS_OF_BATCH_ARE_A_STAIRCASE = staircase("batch");

    @ArchTest
    static final ArchRule ROOMS_OF_PROVISIONING_ARE_A_STAIRCASE = staircase("provisioning");

    @ArchTest static final ArchRule ROOMS_OF_MOVES_ARE_A_STAIRCASE = staircase("moves");
    @ArchTest static final ArchRule ROOMS_OF_CLI_ARE_A_STAIRCASE = staircase("cli");
    @ArchTest static final ArchRule ROOMS_OF_SANDBOX_ARE_A_STAIRCASE = staircase("sandbox");

    @ArchTest
    static final ArchRule ONLY_ITS_ROOM_BINDS_A_TENANT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(CONTEXT)
                    .should()
                    .callMethodWhere(calls(OrgContext.class, "call"));

    /** It asks for no caller: a job was asked for before. */
    @ArchTest
    static final ArchRule ONLY_JOBS_BIND_WITHOUT_A_CALLER =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(CONTEXT, "health.cordon.batch.run")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("health.cordon.tenancy.context.JobTenancy");

    @ArchTest
    static final ArchRule RESOURCES_LIVE_FOR_ONE_REQUEST =
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .should()
                    .beAnnotatedWith(RequestScoped.class);

    @ArchTest
    static final ArchRule EVERY_VERB_NAMES_ITS_ROLES =
            methods().that().areMetaAnnotatedWith(HttpMethod.class).should(Conditions.nameRoles());

    @ArchTest
    static final ArchRule CLINICAL_RESOURCES_ARE_BOUND_TO_A_TENANT =
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .and()
                    .resideInAPackage(CLINICAL)
                    .and()
                    .resideOutsideOfPackage(STAFF)
                    .should()
                    .beAnnotatedWith(TenantBound.class);

    @ArchTest
    static final ArchRule STAFF_RESOURCES_ARE_BOUND_TO_A_TENANT =
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .and()
                    .resideInAPackage(STAFF)
                    .should()
                    .beAnnotatedWith(StaffBound.class);

    @ArchTest
    static final ArchRule EVERY_ENTITY_CARRIES_ITS_TENANT =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .should()
                    .beAnnotatedWith(Multitenant.class)
                    .andShould(Conditions.haveTheTenantInTheirKey());

    /** A record that a verification wrote must not show beside those of patients. */
    @ArchTest
    static final ArchRule EVERY_RECORD_TELLS_CANARIES_APART =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .and()
                    .resideInAPackage(CLINICAL)
                    .and()
                    .resideOutsideOfPackages(
                            "health.cordon.clinical.object", "health.cordon.clinical.idempotency")
                    .should(Conditions.tellCanariesApart());

    /** EclipseLink adds the tenant to what it writes itself, so nobody else writes SQL for it. */
    @ArchTest
    static final ArchRule NOBODY_WRITES_SQL_FOR_JPA =
            noClasses()
                    .should()
                    .callMethodWhere(calls(EntityManager.class, "createNativeQuery"))
                    .orShould()
                    .callMethodWhere(calls(EntityManager.class, "createNamedStoredProcedureQuery"))
                    .orShould()
                    .callMethodWhere(calls(EntityManager.class, "createStoredProcedureQuery"));

    /** The tenant is half of every key; these take the other half alone. */
    @ArchTest
    static final ArchRule NOBODY_FINDS_BY_HALF_A_KEY =
            noClasses()
                    .should()
                    .callMethodWhere(calls(EntityManager.class, "find"))
                    .orShould()
                    .callMethodWhere(calls(EntityManager.class, "getReference"));

    /** What is behind an entity manager could be asked past its filters. */
    @ArchTest
    static final ArchRule ONLY_ROUTING_UNWRAPS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROUTING)
                    .should()
                    .callMethodWhere(calls(EntityManager.class, "unwrap"));

    @ArchTest
    static final ArchRule ONLY_ROUTING_MAKES_ENTITY_MANAGERS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROUTING)
                    .should()
                    .callMethodWhere(calls(EntityManagerFactory.class, "createEntityManager"))
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(EntityManagerFactory.class)
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("jakarta.persistence.Persistence");

    /** It lends plain DEKs. */
    @ArchTest
    static final ArchRule ONLY_ESCROW_TAKES_DEKS_OUT =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "health.cordon.tenancy.keys", "health.cordon.tenancy.escrow")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("health.cordon.tenancy.keys.DekCustody");

    @ArchTest
    static final ArchRule CLINICAL_AND_ADMIN_KNOW_NO_JDBC =
            noClasses()
                    .that()
                    .resideInAnyPackage(CLINICAL, ADMIN)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "com.mysql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule THE_SERVER_WRITES_TO_NO_CONSOLE =
            noClasses()
                    .that()
                    .resideInAnyPackage(TENANCY, CLINICAL, ADMIN, BATCH, PROVISIONING, APP, LOGIN)
                    .should(ACCESS_STANDARD_STREAMS);

    /** A trace shows messages, and those may quote a clinical value. */
    @ArchTest
    static final ArchRule NOBODY_PRINTS_STACK_TRACES_IN_THE_SERVER =
            noClasses()
                    .that()
                    .resideInAnyPackage(TENANCY, CLINICAL, ADMIN, BATCH, PROVISIONING, APP)
                    .should()
                    .callMethodWhere(calls(Throwable.class, "printStackTrace"));

    @ArchTest
    static final ArchRule EVERY_ROOM_SAYS_WHAT_IT_IS =
            classes().should(Conditions.resideInANullMarkedPackage());

    private static ArchRule knowsNot(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule staircase(String module) {
        return slices().matching("health.cordon." + module + ".(*)..")
                .namingSlices(module + ".$1")
                .should()
                .beFreeOfCycles();
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
        return target(owner(assignableTo(type)))
                .and(target(name(method)))
                .as("%s.%s", type.getSimpleName(), method);
    }
}
