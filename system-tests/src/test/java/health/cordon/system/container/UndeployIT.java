package health.cordon.system.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the application opens it closes, when it goes and the server stays. */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class UndeployIT {
    private static final String PRODUCT = "product";
    private static final String CONNECTIONS =
            "SELECT COUNT(*) FROM information_schema.processlist"
                    + " WHERE user IN ('cordon_platform', 'cordon_clinical')";

    @ArquillianResource Deployer deployer;

    @Deployment(name = PRODUCT, managed = false, testable = false)
    static EnterpriseArchive product() {
        return Deployments.with();
    }

    @Test
    void leavesNoConnection() {
        deployer.deploy(PRODUCT);
        assertThat(connections()).as("platform and shared database").isPositive();

        deployer.undeploy(PRODUCT);

        await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
    }

    private static int connections() {
        return Integer.parseInt(ContainerSurroundings.database("platform").value(CONNECTIONS));
    }
}
