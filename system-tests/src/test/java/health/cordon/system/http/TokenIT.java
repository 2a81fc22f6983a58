package health.cordon.system.http;

import static health.cordon.system.http.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.ForgedTokens;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is let in; and that those who are not all read the same words. */
@OnPlatform
class TokenIT {
    private final Platform platform;
    private final Organisation organisation;
    private final ForgedTokens tokens;

    TokenIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        tokens = platform.tokens();
    }

    @Test
    void letsInWhoIsGood() {
        assertThat(list(good()).status())
                .as("so that the forgeries fail for their fault")
                .isEqualTo(200);
        assertThat(
                        platform.admin(tokens.signed(tokens.platformKey(), tokens.platformAdmin()))
                                .get("organisations?limit=1")
                                .status())
                .isEqualTo(200);
    }

    @Nested
    class IsUnauthenticated {
        @Test
        void forEveryFaultOfATokenInOneShape() throws JOSEException {
            var refusals = new LinkedHashMap<String, Answer>();
            refusals.put("no token", platform.api("").get("patients"));
            refusals.put("garbage", list("garbage"));
            refusals.put("three parts of garbage", list("a.b.c"));
            refusals.put("a long one", list("a".repeat(8_193)));
            refusals.put("another scheme", authorization("Basic Zm9vOmJhcg=="));
            refusals.put("no scheme", authorization(good()));
            refusals.put(
                    "bent signature", list(good().substring(0, good().length() - 6) + "AAAAAA"));
            refusals.put("expired", list(signed(clinician().expirationTime(ago(60)))));
            refusals.put("not yet valid", list(signed(clinician().notBeforeTime(ago(-300)))));
            refusals.put("no end", list(signed(clinician().expirationTime(null))));
            refusals.put("no subject", list(signed(clinician().subject(null))));
            refusals.put("a blank subject", list(signed(clinician().subject(" "))));
            refusals.put("another audience", list(signed(clinician().audience("other"))));
            refusals.put("no audience", list(signed(clinician().audience((String) null))));
            refusals.put(
                    "another issuer", list(signed(clinician().issuer("https://evil.example"))));
            refusals.put("no issuer", list(signed(clinician().issuer(null))));
            refusals.put(
                    "the other issuer's key",
                    list(tokens.signed(tokens.platformKey(), clinician())));
            refusals.put(
                    "an unknown key",
                    list(
                            tokens.signed(
                                    new RSAKeyGenerator(2048).keyID("k").generate(), clinician())));
            refusals.put(
                    "an unknown key under a known name",
                    list(
                            tokens.signed(
                                    new RSAKeyGenerator(2048)
                                            .keyID(tokens.tenantsKey().getKeyID())
                                            .generate(),
                                    clinician())));
            refusals.put(
                    "the public key as a secret",
                    list(tokens.macWithPublicKey(tokens.tenantsKey(), clinician())));
            refusals.put("no signature", list(ForgedTokens.unsigned(clinician())));
            refusals.put(
                    "two tokens",
                    platform.api(good()).with("Authorization", "Bearer " + good()).get("patients"));
            refusals.put("no token, unknown path", platform.api("").get("nothing/here"));
            refusals.put("no token, administration", platform.admin("").get("organisations"));

            assertOneShape(refusals, 401, "unauthenticated");
            assertThat(refusals.get("expired"))
                    .satisfies(a -> assertThat(a.header("www-authenticate")).isEqualTo("Bearer"));
        }

        private Answer authorization(String value) {
            return platform.api("").with("Authorization", value).get("patients");
        }
    }

    @Nested
    class IsForbidden {
        @Test
        void forWhatATokenDoesNotSayInOneShape() {
            var elsewhere = platform.organisation();
            var refusals = new LinkedHashMap<String, Answer>();
            refusals.put("no role", list(signed(clinician().claim("groups", List.of()))));
            refusals.put("no groups", list(signed(clinician().claim("groups", null))));
            refusals.put(
                    "an unknown role", list(signed(clinician().claim("groups", List.of("boss")))));
            refusals.put(
                    "a platform role from the tenant issuer",
                    platform.admin(signed(clinician().claim("groups", List.of("platform-admin"))))
                            .get("organisations"));
            refusals.put(
                    "a tenant role from the platform issuer",
                    list(
                            tokens.signed(
                                    tokens.platformKey(),
                                    tokens.platformAdmin()
                                            .claim("tenant_id", organisation.slug())
                                            .claim("groups", List.of("clinician")))));
            refusals.put(
                    "platform staff at the clinical interface",
                    list(tokens.signed(tokens.platformKey(), tokens.platformAdmin())));
            refusals.put(
                    "a clinician at the administration",
                    platform.admin(good()).get("organisations"));
            refusals.put(
                    "an unknown organisation",
                    list(signed(clinician().claim("tenant_id", "nobody-here"))));
            refusals.put("no organisation", list(signed(clinician().claim("tenant_id", null))));
            refusals.put(
                    "a number as organisation", list(signed(clinician().claim("tenant_id", 7))));
            refusals.put(
                    "two organisations and no choice",
                    list(signed(clinician().claim("tenant_id", both(elsewhere)))));
            refusals.put("another organisation's header", asked(good(), elsewhere.slug()));
            refusals.put("another organisation's id", asked(good(), elsewhere.id()));
            refusals.put("an unknown header", asked(good(), "nobody-here"));
            refusals.put("an empty header", asked(good(), ""));
            refusals.put(
                    "two headers",
                    platform.api(good())
                            .with("X-Tenant-ID", organisation.slug())
                            .with("X-Tenant-ID", organisation.slug())
                            .get("patients"));

            assertOneShape(refusals, 403, "forbidden");
        }

        @Test
        void toAnOrganisationThatIsNotActive() {
            platform.platformDatabase()
                    .execute(
                            "UPDATE organisation SET status = 'suspended' WHERE slug = '%s'"
                                    .formatted(organisation.slug()));

            await().atMost(Duration.ofSeconds(30)).until(() -> list(good()).status() == 403);
        }

        @Test
        void toReadersWhoWriteAndWritersWhoDelete() {
            var patient = organisation.addPatient();
            var caseId = organisation.addCase(patient);
            var image = organisation.addImage(caseId, Pictures.png(1)).id();
            var before = platform.sharedDatabase().footprint(organisation);
            var reader = organisation.reader();
            var fields = Organisation.patient("MRN-7", "Nobody");
            var cases = Organisation.caseOf(patient, "t");

            assertForbidden(reader.post("patients", fields));
            assertForbidden(reader.put("patients/" + patient, "\"x\"", fields));
            assertForbidden(reader.post("cases", cases));
            assertForbidden(reader.put("cases/" + caseId, "\"x\"", cases));
            assertForbidden(
                    reader.upload("cases/" + caseId + "/images", "image/png", Pictures.png(2)));
            assertForbidden(
                    reader.upload(
                            "cases/" + caseId + "/histology-reports",
                            "text/plain",
                            new byte[] {'x'}));
            assertForbidden(
                    reader.upload("import/fhir", "application/fhir+json", new byte[] {'{'}));
            for (Client caller : List.of(reader, organisation.clinician())) {
                assertForbidden(caller.delete("patients/" + patient));
                assertForbidden(caller.delete("cases/" + caseId));
                assertForbidden(caller.delete("images/" + image));
                assertForbidden(caller.delete("histology-reports/" + image));
            }
            assertThat(platform.sharedDatabase().footprint(organisation)).isEqualTo(before);
        }

        @Test
        void toAuditorsWhoWrite() {
            var auditor = platform.admin(platform.sandbox().token("auditor"));
            var path = "organisations/" + organisation.slug();

            assertThat(auditor.get(path).status()).isEqualTo(200);
            assertForbidden(auditor.post("organisations", Map.of("slug", "abcd")));
            assertForbidden(auditor.put(path, auditor.get(path).etag(), Map.of("name", "Taken")));
            assertThat(auditor.get(path).text("name")).isNotEqualTo("Taken");
        }
    }

    @Nested
    class ChoosesTheOrganisation {
        @Test
        void byTheTokenOrAnAgreeingHeader() {
            assertThat(asked(good(), organisation.slug()).status()).isEqualTo(200);
            assertThat(asked(good(), organisation.id()).status()).isEqualTo(200);
            assertThat(list(signed(clinician().claim("tenant_id", organisation.id()))).status())
                    .isEqualTo(200);
        }

        @Test
        void amongThoseThatTheTokenNames() {
            var elsewhere = platform.organisation();
            var patient = elsewhere.addPatient();
            var token = signed(clinician().claim("tenant_id", both(elsewhere)));

            assertThat(asked(token, organisation.slug()).json().path("items")).isEmpty();
            assertThat(
                            asked(token, elsewhere.slug())
                                    .json()
                                    .path("items")
                                    .path(0)
                                    .path("id")
                                    .asText())
                    .isEqualTo(patient);
        }

        @Test
        void underTheRoleNamesOfFhir() {
            var token = signed(clinician().claim("groups", List.of("fhir-write")));

            assertThat(
                            platform.api(token)
                                    .post("patients", Organisation.patient("1", "A"))
                                    .status())
                    .isEqualTo(201);
            assertForbidden(platform.api(token).delete("patients/x"));
        }
    }

    private List<String> both(Organisation other) {
        return List.of(organisation.slug(), other.slug());
    }

    private String good() {
        return signed(clinician());
    }

    private JWTClaimsSet.Builder clinician() {
        return tokens.clinician(organisation);
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return tokens.signed(tokens.tenantsKey(), claims);
    }

    private Answer list(String token) {
        return platform.api("").with("Authorization", "Bearer " + token).get("patients");
    }

    private Answer asked(String token, String header) {
        return platform.api(token).with("X-Tenant-ID", header).get("patients");
    }

    private static Date ago(long seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private static void assertForbidden(Answer answer) {
        assertRefused(answer, 403, "forbidden");
    }

    private static void assertOneShape(Map<String, Answer> refusals, int status, String problem) {
        refusals.forEach(
                (fault, answer) ->
                        assertThat(answer.status()).as("%s: %s", fault, answer).isEqualTo(status));
        refusals.values().forEach(answer -> assertRefused(answer, status, problem));
        assertThat(refusals.values().stream().map(Answer::indistinguishable).distinct()).hasSize(1);
    }
}
