package health.cordon.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.wsspi.security.token.AttributeNameConstants;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate gate = new Gate();

    /** What the product would be. */
    public interface Product {
        String[] admit(
                String tool,
                String method,
                String[] authorization,
                @Nullable String site,
                @Nullable String traceparent);
    }

    private static void product(Product product) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(
                        new StandardMBean(product, Product.class), new ObjectName(Gate.NAME));
    }

    @AfterEach
    void forget() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        if (server.isRegistered(new ObjectName(Gate.NAME))) {
            server.unregisterMBean(new ObjectName(Gate.NAME));
        }
    }

    private Answer ask() {
        return gate.ask("/ibm/api", "GET", List.of("Bearer a", "b"), "none", "parent");
    }

    private void assertShut(int status) {
        assertThat(ask().status()).isEqualTo(status);
        assertThat(ask().admitted()).isFalse();
    }

    @Test
    void letsNobodyInWithoutTheProduct() {
        assertShut(503);
    }

    @Test
    void letsNobodyInWhenTheProductFails() throws JMException {
        product(
                (tool, method, authorization, site, traceparent) -> {
                    throw new IllegalStateException("Bearer a");
                });
        assertShut(503);
    }

    @Test
    void letsNobodyInOnAnAnswerThatMakesNoSense() throws JMException {
        product((tool, method, authorization, site, traceparent) -> new String[] {"200"});
        assertShut(503);
    }

    @Test
    void passesOnWhatTheCallerSaidAndTheRefusal() throws JMException {
        product(
                (tool, method, authorization, site, traceparent) -> {
                    assertThat(List.of(tool, method)).containsExactly("/ibm/api", "GET");
                    assertThat(authorization).containsExactly("Bearer a", "b");
                    assertThat(site).isEqualTo("none");
                    assertThat(traceparent).isEqualTo("parent");
                    return new String[] {"401"};
                });
        assertShut(401);
    }

    @Test
    void tellsTheServerWhoItIsAndInWhichRoles() throws JMException {
        product(
                (tool, method, authorization, site, traceparent) ->
                        new String[] {"200", "metrics", "auditor", "platform-admin"});
        assertThat(ask().admitted()).isTrue();
        assertThat(ask().name()).isEqualTo("metrics");
        var known = ask().subject().getPublicCredentials(Map.class).iterator().next();
        assertThat(known.get(AttributeNameConstants.WSCREDENTIAL_UNIQUEID))
                .as("not the account of that name, which is of another realm")
                .isEqualTo("user:cordon/metrics");
        assertThat(known.get(AttributeNameConstants.WSCREDENTIAL_GROUPS))
                .isEqualTo(List.of("group:cordon/auditor", "group:cordon/platform-admin"));
    }
}
