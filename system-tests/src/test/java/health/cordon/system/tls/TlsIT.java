package health.cordon.system.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A certificate that is right is used; one that is not costs a 503 and one line in the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsIT {
    private static final Map<String, String> WRONG =
            Map.of(
                    "wrong name", "the certificate there is for another name",
                    "expired", "the certificate there has expired",
                    "unknown authority", "from an authority that is not trusted");

    private static final Duration SOON = Duration.ofSeconds(20);
    private SecurePlatform platform;
    private Client admin;
    private Client clinician;
    private String slug = "";

    @BeforeAll
    void start() throws Exception {
        platform = new SecurePlatform();
        slug = Organisation.unique("t");
        var platformAdmin = platform.token("/platform", "platform-admin");
        var staff = platform.token("/tenants", "org:" + slug + " role:clinician");
        // An issuer's keys are kept once they were had.
        platform.show("ISSUER", "wrong name");
        platform.serve();
        admin = platform.admin(platformAdmin);
        clinician = platform.api(staff);
    }

    @AfterAll
    void end() throws Exception {
        platform.close();
    }

    /** The first, because the others need the keys. */
    @Test
    @Order(1)
    void issuersAreBelievedByTheirCertificate() throws Exception {
        for (var wrong : WRONG.keySet()) {
            platform.show("ISSUER", wrong);
            // What was seen a moment ago stands for a few seconds.
            await().atMost(SOON)
                    .untilAsserted(
                            () -> {
                                assertRefused(admin.get("organisations"));
                                assertRefused(clinician.get("patients"));
                                assertLogged("PLATFORM_ISSUER", wrong);
                                assertLogged("TENANT_ISSUER", wrong);
                            });
        }
        platform.show("ISSUER", "right");
        await().atMost(SOON).until(() -> admin.get("organisations").status() == 200);
        await().atMost(SOON).until(() -> clinician.get("patients").status() != 503);
        assertThat(admin.post("organisations", organisation()).status()).isEqualTo(201);
        assertThat(clinician.get("patients").status()).isEqualTo(200);
    }

    @Test
    void kmsIsBelievedByItsCertificate() throws Exception {
        for (var wrong : WRONG.keySet()) {
            platform.show("KMS", wrong);
            assertRefused(addPatient());
            assertLogged("KMS_ENDPOINT", wrong);
        }
        platform.show("KMS", "right");
        // The key's breaker asks again after five seconds.
        await().atMost(Duration.ofSeconds(15)).until(() -> addPatient().status() == 201);
    }

    @Test
    void s3IsBelievedByItsCertificate() throws Exception {
        var patient = addPatient().id();
        var images =
                "cases/"
                        + clinician.post("cases", Organisation.caseOf(patient, "A")).id()
                        + "/images";
        for (var wrong : WRONG.keySet()) {
            platform.show("S3", wrong);
            assertRefused(clinician.upload(images, "image/png", Pictures.png(1)));
            assertLogged("S3_ENDPOINT", wrong);
        }
        platform.show("S3", "right");
        assertThat(clinician.upload(images, "image/png", Pictures.png(1)).status()).isEqualTo(201);
    }

    @Test
    void databasesAreBelievedByTheirCertificate() throws Exception {
        var patient = addPatient().id();
        try {
            for (var wrong : WRONG.keySet()) {
                useDatabaseThatShows(wrong);
            }
        } finally {
            databaseShows("right");
            assign(null);
        }
        assertThat(clinician.get("patients/" + patient).status()).isEqualTo(200);
    }

    private void useDatabaseThatShows(String wrong) throws Exception {
        var ref = dedicatedDatabase();
        // The look that precedes a change would refuse it.
        assign(ref);
        databaseShows(wrong);
        assertRefused(clinician.get("patients"));
        assertLogged(key(ref), wrong);
        databaseShows("right");
        // What failed to open is not tried again for a moment.
        await().until(() -> clinician.get("patients").status() == 200);
        assertThat(clinician.get("patients").json().path("items")).isEmpty();
    }

    @Test
    void nothingSecretIsInTheLog() throws Exception {
        assertThat(platform.log())
                .contains("serving")
                .doesNotContain(
                        Authority.PASSWORD,
                        platform.sandbox().url(PortName.API, "").getAuthority() + "@",
                        "sslMode=")
                .doesNotContainPattern("mysql://[^…]");
    }

    @Test
    void theClinicalPortSpeaksTlsWithTheHospitalsCertificate() throws Exception {
        var request =
                HttpRequest.newBuilder(platform.https("/api/patients"))
                        .header("Authorization", clinician.headers().get(1))
                        .build();

        var answer = platform.http().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        for (var path : List.of("/health", "/metrics", "/admin/organisations")) {
            var other = HttpRequest.newBuilder(platform.https(path)).build();
            assertThat(platform.http().send(other, BodyHandlers.discarding()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void nothingOlderThanTls12IsSpoken() throws Exception {
        assertThat(spoken("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(spoken("TLSv1.2")).isEqualTo("TLSv1.2");
        for (var old : List.of("TLSv1.1", "TLSv1")) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> spoken(old));
        }
    }

    private String spoken(String protocol) throws Exception {
        var where = platform.https("/");
        var sockets = platform.callers().getSocketFactory();
        try (var socket = (SSLSocket) sockets.createSocket(where.getHost(), where.getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private Answer addPatient() {
        return clinician.post("patients", Organisation.patient(Organisation.unique("m"), "Family"));
    }

    private Map<String, Object> organisation() {
        return Map.of(
                "slug", slug,
                "name", "Test",
                "region", "sandbox-1",
                "vertical", "acute",
                "tier", "standard",
                "states", List.of("MA"));
    }

    /** A database whose URL asks for a verified certificate. */
    private String dedicatedDatabase() {
        var ref = Organisation.unique("own-");
        var url = platform.sandbox().createDatabase(ref);
        PrivateFile.write(
                platform.sandbox().home().refs().resolve(key(ref)),
                url.replace("127.0.0.1", "localhost") + "?sslMode=VERIFY_IDENTITY");
        return ref;
    }

    private void databaseShows(String certificate) throws Exception {
        platform.databaseShows(certificate);
        platform.sandbox().sql("platform", "FLUSH SSL");
    }

    private void assign(@Nullable String ref) {
        var change = new HashMap<String, @Nullable String>();
        change.put("name", "Test");
        change.put("clinicalDbConnectionRef", ref);
        change.put("clinicalStorageBucket", null);
        change.put("clinicalKmsKeyArn", null);
        var path = "organisations/" + slug;
        var answer = admin.put(path, admin.get(path).etag(), change);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static String key(String ref) {
        return "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("ertificate", "localhost", "TLS", "SSL");
    }

    private void assertLogged(String key, String wrong) throws Exception {
        assertThat(platform.log().lines())
                .anyMatch(
                        line ->
                                line.contains(key + ": ")
                                        && line.contains(String.valueOf(WRONG.get(wrong))));
    }
}
