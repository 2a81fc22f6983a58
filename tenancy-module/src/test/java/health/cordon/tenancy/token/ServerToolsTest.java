package health.cordon.tenancy.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.http.CurrentTrace;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerToolsTest {
    private static final String BATCH = "/ibm/api/batch";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private final NotedRefusals refusals = new NotedRefusals();
    private final ServerTools tools = new ServerTools();
    private Caller caller = staff();

    ServerToolsTest() {
        tools.refusals = refusals;
        tools.trace = new CurrentTrace();
        tools.verifier =
                new TokenVerifier() {
                    @Override
                    public Caller verify(String token) {
                        return caller;
                    }
                };
        tools.verifier.refusals = refusals;
    }

    private static Caller staff(String... roles) {
        return new Caller("ann", true, Set.of(roles), List.of(), null);
    }

    private String[] admit(String tool, String method) {
        return tools.admit(tool, method, List.of("Bearer x"), null, PARENT);
    }

    @ParameterizedTest
    @CsvSource({
        "platform-admin, GET, 200",
        "platform-admin, POST, 200",
        "platform-admin, DELETE, 200",
        "auditor, GET, 200",
        "auditor, POST, 403",
        "auditor, PUT, 403",
        "auditor, DELETE, 403",
        "org-admin, GET, 403",
        "clinician, GET, 403"
    })
    void admitsWhomTheRoleAllowsTo(String role, String method, String status) {
        caller = staff(role);
        assertThat(admit(BATCH, method)[0]).isEqualTo(status);
    }

    @Test
    void saysWhoItIs() {
        caller = staff("platform-admin", "auditor");
        assertThat(admit(BATCH, "GET")).containsExactly("200", "ann", "auditor", "platform-admin");
    }

    @Test
    void refusesWhoHasNoRole() {
        assertThat(admit(BATCH, "GET")).containsExactly("403");
        assertThat(refusals.notes).containsExactly("role none null");
    }

    @Test
    void refusesARoleOfThePlatformThatAnotherIssuerGave() {
        caller = new Caller("eve", false, Set.of("platform-admin"), List.of("north"), null);
        assertThat(admit(BATCH, "GET")).containsExactly("403");
    }

    @ParameterizedTest
    @CsvSource({
        "/IBMJMXConnectorREST",
        "/adminCenter",
        "/adminCenter/toolbox.jsp",
        "/ibm/adminCenter/explore-1.0",
        "/ibm/adminCenter/serverConfig-1.0",
        "/ibm/adminCenter/javaBatch-1.0/../explore-1.0",
        "/ibm/adminCenter/javaBatch-1.0x",
        "/ibm/api/adminCenter/v1/toolbox",
        "/ibm/api/adminCenter/v1/tooldata/another",
        "/ibm/api/adminCenter/v1/tooldata/com.ibm.websphere.appserver.adminCenter.tool.javaBatch/x",
        "/ibm/api",
        "/ibm/api/batching",
        "/ibm/api/adminCenter/v1/utils/url/getTool",
        "/ibm/api/batch/../adminCenter/v1",
        "/ibm/api/batch/..",
        "/ibm/api/batch//x",
        "/ibm/api/batch;x/y",
        "/ibm/api/batch/%2e%2e/adminCenter/v1",
        "ibm/api/batch",
        "/openapi/platform",
        "''"
    })
    void opensNoOtherTool(String tool) {
        caller = staff("platform-admin");
        assertThat(admit(tool, "GET")).containsExactly("403");
        assertThat(refusals.notes).containsExactly("role none null");
    }

    @ParameterizedTest
    @CsvSource({
        "/ibm/api/batch",
        "/ibm/api/batch/v4/jobinstances/1",
        "/ibm/api/config/",
        "/ibm/api/batch/joblogs/a.b_c-d.log",
        "/ibm/adminCenter/javaBatch-1.0/index.jsp",
        "/ibm/api/adminCenter/v1/tooldata/com.ibm.websphere.appserver.adminCenter.tool.javaBatch"
    })
    void opensTheseTools(String tool) {
        caller = staff("auditor");
        assertThat(admit(tool, "GET")).containsExactly("200", "ann", "auditor");
    }

    private String[] asPassword(String user, String scheme) {
        caller = staff("auditor");
        var pair = Base64.getEncoder().encodeToString((user + ":x").getBytes(US_ASCII));
        return tools.admit(BATCH, "GET", List.of(scheme + " " + pair), null, null);
    }

    @Test
    void takesATokenAsThePasswordOfTheUserToken() {
        assertThat(asPassword("token", "Basic")[0]).isEqualTo("200");
        assertThat(asPassword("token", "basic")[0]).isEqualTo("200");
        assertThat(asPassword("metrics", "Basic")).containsExactly("401");
        assertThat(asPassword("Token", "Basic")).containsExactly("401");
        assertThat(asPassword("token", "Digest")).containsExactly("401");
        var noBase64 = List.of("Basic token:x");
        assertThat(tools.admit(BATCH, "GET", noBase64, null, null)).containsExactly("401");
        assertThat(refusals.notes).hasSize(4).containsOnly("no-token none null");
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "same-site, 403", "cross-site, 403", "x, 403"})
    void refusesWhatAPageOfAnotherSiteAsks(String site, String status) {
        caller = staff("platform-admin");
        assertThat(tools.admit(BATCH, "POST", List.of("Bearer x"), site, null)[0])
                .isEqualTo(status);
    }

    @Test
    void notesARefusalUnderTheCallersCorrelationId() {
        assertThat(tools.admit(BATCH, "GET", List.of(), null, PARENT)).containsExactly("401");
        assertThat(refusals.notes).containsExactly("no-token none null");
        assertThat(tools.trace.id()).isEqualTo(TRACE);
    }

    @Test
    void takesNoSecondHeader() {
        caller = staff("platform-admin");
        var twice = List.of("Bearer x", "Bearer x");
        assertThat(tools.admit(BATCH, "GET", twice, null, null)).containsExactly("401");
    }

    @Test
    void isFoundForAsLongAsTheApplicationRuns() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var name = new ObjectName("health.cordon:type=ServerTools");
        var door = new ServerToolsDoor();
        door.tools = tools;
        door.open(new jakarta.enterprise.event.Startup());
        door.open(new jakarta.enterprise.event.Startup());
        var asked = new Object[] {BATCH, "GET", new String[0], null, null};
        var text = String.class.getName();
        var types = new String[] {text, text, String[].class.getName(), text, text};
        assertThat((String[]) server.invoke(name, "admit", asked, types)).containsExactly("401");
        door.close();
        assertThat(server.isRegistered(name)).isFalse();
    }
}
