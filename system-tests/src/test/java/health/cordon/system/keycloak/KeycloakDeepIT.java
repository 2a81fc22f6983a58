package health.cordon.system.keycloak;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import health.cordon.cli.Cordon;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two hospitals sign in at a realm of their own, on a node that reads {@code client_id}. */
@Tag("deep")
@Tag("keycloak")
@OnPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakDeepIT {
    /** How soon after a change of its issuer or its keys a node knows it. */
    private static final Duration KNOWN = Duration.ofSeconds(30);

    private static final Duration REVOKED = Duration.ofSeconds(5);

    private final Platform platform;
    private Keycloak keycloak;
    private Node node;
    private Hospital north;
    private Hospital south;

    /** An organisation, its realm, and the only patient it has. */
    private record Hospital(Organisation organisation, Realm realm, String patient) {}

    KeycloakDeepIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() throws IOException {
        keycloak = Keycloak.start();
        say(keycloak.banner());
        node = platform.secondNode(Map.of("TENANT_CLAIM", "client_id"));
        var one = platform.organisation();
        var other = platform.organisation();
        north = hospital(one, other);
        south = hospital(other, one);
    }

    @AfterAll
    void end() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private Hospital hospital(Organisation organisation, Organisation neighbour)
            throws IOException {
        var patient = organisation.addPatient(unique("MRN-"), unique("Family"));
        var realm = Realm.create(keycloak, organisation.slug(), neighbour.slug());
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET oidc_issuer = '%s' WHERE slug = '%s'"
                                .formatted(realm.issuer(), organisation.slug()));
        var hospital = new Hospital(organisation, realm, patient);
        await().atMost(KNOWN)
                .until(() -> patients(realm.machine(organisation.slug())).status() == 200);
        return hospital;
    }

    @Test
    void aMachineReadsByClientCredentials() {
        assertReads(north, machine(north));
        assertReads(south, machine(south));
        say("client credentials: 200, each hospital sees its own patient alone");
    }

    @Test
    void theCommandSignsInByClientCredentials() throws IOException {
        var hospital = hospital(platform.organisation(), north.organisation);
        var slug = hospital.organisation.slug();
        var environment =
                Map.of(
                        "CORDON_URL", node.url(PortName.ADMIN, "/admin").toString(),
                        "CORDON_API_URL", node.url(PortName.API, "/api").toString(),
                        "CORDON_ISSUER", hospital.realm.issuer(),
                        "CORDON_CLIENT_ID", slug,
                        "CORDON_CLIENT_SECRET", hospital.realm.secret());
        var sample = Folders.project().resolve("samples/north/ezekiel-roberts.json.gz");
        var printed = new StringWriter();
        var complaint = new StringWriter();

        int code =
                Cordon.commandLine(environment::get)
                        .setOut(new PrintWriter(printed))
                        .setErr(new PrintWriter(complaint))
                        .execute("import", "--org", slug, "--json", sample.toString());

        assertThat(code).as("%s", complaint).isZero();
        assertThat(printed.toString()).contains("\"files\":1", "\"patient\":1");
        say("cordon import, signed in by client credentials: 1 patient created");
    }

    @Test
    void aNurseReadsAfterSigningInAndAfterARefresh() {
        var tokens = north.realm.nurse();
        assertReads(north, tokens.text("access_token"));
        say("code flow: 200");

        var refreshed = north.realm.refresh(tokens);
        assertThat(refreshed.status()).isEqualTo(200);
        assertReads(north, refreshed.text("access_token"));
        say("refresh: 200");
    }

    @Test
    void aRevokedSessionGetsNoMoreTokensAndItsLastOneEndsInItsTime() throws ParseException {
        var tokens = north.realm.nurse();
        var access = tokens.text("access_token");
        assertReads(north, access);

        north.realm.revoke(tokens.text("session_state"));

        var refused = north.realm.refresh(tokens);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_grant");
        say("refresh after the session was revoked: 400 invalid_grant");
        assertThat(patients(access).status())
                .as("nobody asks Keycloak about each token")
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> patients(access).status() == 401);
        var over = SignedJWT.parse(access).getJWTClaimsSet().getExpirationTime().toInstant();
        say(
                "its access token: 200 until its end, 401 %d s after that (tolerance 30 s)"
                        .formatted(Duration.between(over, Instant.now()).toSeconds()));
    }

    @Test
    void aNewKeyCountsAtOnceAndADisabledOneNoLonger() throws ParseException {
        var old = machine(south);
        assertThat(patients(old).status()).isEqualTo(200);

        south.realm.addKey();
        var renewed = machine(south);
        assertThat(kid(renewed)).isNotEqualTo(kid(old));
        assertThat(patients(renewed).status()).as("the new key").isEqualTo(200);
        assertThat(patients(old).status()).as("the old one is published still").isEqualTo(200);
        say("new active key: 200 at the first token; the old key's token: 200");

        south.realm.disableFirstKey();
        var from = Instant.now();
        assertThat(south.realm.published()).contains(kid(renewed)).doesNotContain(kid(old));
        await().atMost(REVOKED)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> patients(old).status() == 401);
        say(
                "old key disabled: its token 401 after %d ms"
                        .formatted(Duration.between(from, Instant.now()).toMillis()));
        assertThat(patients(renewed).status()).isEqualTo(200);
        assertReads(north, machine(north));
    }

    @Test
    void aRealmSpeaksForNobodyElse() {
        var asked =
                platform.api(machine(north))
                        .via(node)
                        .with("X-Tenant-ID", south.organisation.slug())
                        .get("patients");
        assertThat(asked.status()).isEqualTo(403);
        var record = platform.api(machine(north)).via(node).get("patients/" + south.patient);
        assertThat(record.status()).isEqualTo(404);
        say("north's token for south: header 403, south's record 404");

        assertThat(patients(north.realm.machine("stray")).status()).isEqualTo(401);
        say("north's realm claims south: 401");
        assertThat(patients(north.realm.machine("greedy")).status()).isEqualTo(401);
        var greedy = platform.admin(north.realm.machine("greedy")).via(node).get("organisations");
        assertThat(greedy.status()).isEqualTo(401);
        say("north's realm claims platform-admin: 401 on both ports");
    }

    private void assertReads(Hospital hospital, String token) {
        var list = patients(token);
        assertThat(list.status()).as("%s", list.status()).isEqualTo(200);
        assertThat(list.json().path("items").findValuesAsText("id"))
                .containsExactly(hospital.patient);
    }

    private static String machine(Hospital hospital) {
        return hospital.realm.machine(hospital.organisation.slug());
    }

    private Answer patients(String token) {
        return platform.api(token).via(node).get("patients");
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static void say(String line) {
        System.out.println("keycloak   " + line);
    }
}
