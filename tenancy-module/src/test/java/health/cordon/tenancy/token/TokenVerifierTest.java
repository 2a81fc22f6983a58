package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.settings.EndpointPolicies;
import health.cordon.tenancy.token.TrustedIssuers.Realm;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TokenVerifierTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MANY = 300;
    private static List<RSAKey> keys = List.of();

    private final TokenVerifier verifier = new TokenVerifier();
    private final TrustedIssuers issuers = new TrustedIssuers();
    private final KeyRefreshThreads threads = new KeyRefreshThreads();
    private final NotedTimes times = new NotedTimes();
    private final NotedRefusals refusals = new NotedRefusals();
    private TestIssuer platform;
    private TestIssuer tenants;

    /** Once: making them takes longer than all the tests. */
    @BeforeAll
    static void makeKeys() throws Exception {
        keys =
                List.of(
                        TestIssuer.newKey("first"),
                        TestIssuer.newKey("first"),
                        TestIssuer.newKey("first"));
    }

    @BeforeEach
    void start() throws Exception {
        platform = new TestIssuer(keys.get(0));
        tenants = new TestIssuer(keys.get(1));
        var config =
                new TokenConfig(
                        platform.url(),
                        tenants.url(),
                        TestIssuer.AUDIENCE,
                        "tenant_id",
                        RoleNames.parse("doctors=clinician,operators=platform-admin"),
                        Duration.ofHours(24),
                        EndpointPolicies.sandbox());
        issuers.config = config;
        issuers.trust = Trust.of(new TrustConfig(List.of()));
        issuers.threads = threads;
        issuers.start();
        verifier.issuers = issuers;
        verifier.refusals = refusals;
        verifier.times = times;
        verifier.callers = new Callers();
        verifier.callers.config = config;
        verifier.verified = new VerifiedTokens();
        verifier.verified.issuers = issuers;
    }

    @AfterEach
    void stop() {
        issuers.stop();
        threads.stop();
        platform.close();
        tenants.close();
    }

    private void assertRefused(String token) {
        assertProblem(token, Problem.UNAUTHENTICATED);
    }

    private void assertProblem(String token, Problem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> verifier.verify(token))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private @Nullable Problem problem(String token) {
        try {
            verifier.verify(token);
            return null;
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Nested
    class GoodTokens {
        @Test
        void ofTheTenantIssuerNameATenantAndItsRoles() throws Exception {
            assertThat(verifier.verify(tenants.token()))
                    .isEqualTo(
                            new Caller(
                                    "someone", false, Set.of("clinician"), List.of("north"), null));
        }

        @Test
        void ofThePlatformsIssuerNameNoTenant() throws Exception {
            assertThat(verifier.verify(platform.token()))
                    .isEqualTo(
                            new Caller("someone", true, Set.of("platform-admin"), List.of(), null));
        }

        @Test
        void mayNameSeveralTenantsAndRolesOfARealm() throws Exception {
            var claims =
                    tenants.claims()
                            .claim("groups", null)
                            .claim("realm_access", Map.of("roles", List.of("fhir-read")))
                            .claim("tenant_id", List.of("north", "south"));
            var caller = verifier.verify(tenants.sign(claims));
            assertThat(caller.roles()).containsExactly("clinician-read");
            assertThat(caller.tenants()).containsExactly("north", "south");
        }

        @Test
        void areKnownWhenTheyComeAgain() throws Exception {
            var token = tenants.token();
            assertThat(verifier.verify(token)).isEqualTo(verifier.verify(token));
            verifier.verify(tenants.sign(tenants.claims().subject("another")));
            assertThat(times.known).containsExactly(false, true, false);
        }

        @Test
        void mayNameRolesAsConfigured() throws Exception {
            var doctor = tenants.claims().claim("groups", List.of("doctors", "operators"));
            var operator = platform.claims().claim("groups", List.of("doctors", "operators"));

            assertThat(verifier.verify(tenants.sign(doctor)).roles()).containsExactly("clinician");
            assertThat(verifier.verify(platform.sign(operator)).roles())
                    .containsExactly("platform-admin");
        }

        @Test
        void mayBeSignedInOtherStrongWays() throws Exception {
            var header = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("first");
            var token = TestIssuer.sign(header, tenants.claims(), tenants.signer());
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
        }

        @Test
        void mayBeAFewSecondsOff() throws Exception {
            var claims = tenants.claims().notBeforeTime(in(20)).expirationTime(in(-20));
            assertThat(verifier.verify(tenants.sign(claims)).subject()).isEqualTo("someone");
        }
    }

    @Nested
    class Claims {
        enum Fault {
            EXPIRED,
            NO_EXPIRY,
            NOT_YET,
            NO_ISSUE_TIME,
            OTHER_AUDIENCE,
            NO_AUDIENCE,
            OTHER_ISSUER,
            NO_ISSUER,
            NO_SUBJECT,
            BLANK_SUBJECT,
            LONG_SUBJECT,
            ISSUED_LATER,
            FAR_TOO_LONG;

            JWTClaimsSet.Builder spoil(JWTClaimsSet.Builder claims) {
                return switch (this) {
                    case EXPIRED -> claims.expirationTime(in(-60));
                    case NO_EXPIRY -> claims.expirationTime(null);
                    case NOT_YET -> claims.notBeforeTime(in(60));
                    case NO_ISSUE_TIME -> claims.issueTime(null);
                    case OTHER_AUDIENCE -> claims.audience("another");
                    case NO_AUDIENCE -> claims.audience((String) null);
                    case OTHER_ISSUER -> claims.issuer("https://id.example.com");
                    case NO_ISSUER -> claims.issuer(null);
                    case NO_SUBJECT -> claims.subject(null);
                    case BLANK_SUBJECT -> claims.subject(" ");
                    case LONG_SUBJECT -> claims.subject("x".repeat(201));
                    case ISSUED_LATER ->
                            claims.issueTime(in(120)).notBeforeTime(null).expirationTime(in(300));
                    case FAR_TOO_LONG -> claims.expirationTime(in(86_500));
                };
            }
        }

        @ParameterizedTest
        @EnumSource
        void mustAllBeRight(Fault fault) throws Exception {
            assertRefused(tenants.sign(fault.spoil(tenants.claims())));
        }

        @Test
        void cannotBorrowTheOtherIssuersName() throws Exception {
            var claims = tenants.claims().issuer(platform.url().toString());
            assertRefused(tenants.sign(claims));
        }
    }

    @Nested
    class Signatures {
        @Test
        void cannotBeMissing() {
            assertRefused(new PlainJWT(tenants.claims().build()).serialize());
        }

        @Test
        void cannotBeMadeWithThePublicKeyAsASecret() throws Exception {
            var secret = tenants.key().toRSAPublicKey().getEncoded();
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first");
            assertRefused(TestIssuer.sign(header, tenants.claims(), new MACSigner(secret)));
        }

        @Test
        void cannotBeMadeWithAnotherKeyOfTheSameId() throws Exception {
            var other = new RSASSASigner(keys.get(2));
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first");
            assertRefused(TestIssuer.sign(header, tenants.claims(), other));
        }

        @Test
        void cannotBringTheirOwnKey() throws Exception {
            var own = TestIssuer.newKey("own");
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").jwk(own.toPublicJWK());
            assertRefused(TestIssuer.sign(header, tenants.claims(), new RSASSASigner(own)));
        }

        @Test
        void cannotSayWhereTheirKeyIs() throws Exception {
            try (var elsewhere = new TestIssuer(keys.get(2))) {
                var header =
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("first")
                                .jwkURL(URI.create(elsewhere.url() + "/keys"));
                assertRefused(TestIssuer.sign(header, tenants.claims(), elsewhere.signer()));
                assertThat(elsewhere.keyRequests()).isZero();
            }
        }

        @Test
        void coverEveryPart() throws Exception {
            var good = tenants.token();
            var parts = good.split("\\.");
            var other = tenants.sign(tenants.claims().claim("tenant_id", "south")).split("\\.");
            assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
            assertRefused(parts[0] + "." + parts[1] + "." + other[2]);
            assertRefused(parts[0] + "." + parts[1] + ".");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.e30", "Bearer x"})
        void needAToken(String text) {
            assertRefused(text);
        }

        @Test
        void areNotLookedForInHugeTokens() throws Exception {
            assertRefused(tenants.sign(tenants.claims().claim("x", "y".repeat(9_000))));
            assertThat(tenants.keyRequests()).isZero();
        }
    }

    @Nested
    class Keys {
        @Test
        void areFetchedOnce() throws Exception {
            verifier.verify(tenants.token());
            verifier.verify(tenants.token());
            assertThat(tenants.keyRequests()).isEqualTo(1);
        }

        @Test
        void areFetchedAgainForANewOne() throws Exception {
            verifier.verify(tenants.token());
            var second = TestIssuer.newKey("second");
            tenants.publish(second);
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("second");
            var token = TestIssuer.sign(header, tenants.claims(), new RSASSASigner(second));
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
            assertThat(tenants.keyRequests()).isEqualTo(2);
        }

        @Test
        void areNotFetchedForEveryUnknownOne() throws Exception {
            verifier.verify(tenants.token());
            for (int i = 0; i < 10; i++) {
                var unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i);
                assertRefused(TestIssuer.sign(unknown, tenants.claims(), tenants.signer()));
            }
            assertThat(tenants.keyRequests()).isLessThanOrEqualTo(3);
            assertThat(verifier.verify(tenants.token()).subject()).isEqualTo("someone");
        }

        @Test
        void mayBeOfACurve() throws Exception {
            var curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
            tenants.publish(curve);
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve");
            var token = TestIssuer.sign(header, tenants.claims(), new ECDSASigner(curve));
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
        }

        @ParameterizedTest
        @ValueSource(ints = {512, 1_024, 2_040})
        void areNotTakenWhenTheyAreWeak(int bits) throws Exception {
            var weak = new RSAKeyGenerator(bits, true).keyID("weak").generate();
            tenants.publish(weak);
            var signature = new RSASSASigner(weak.toPrivateKey(), true);
            for (var header :
                    List.of(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("weak"),
                            new JWSHeader.Builder(JWSAlgorithm.RS256))) {
                assertRefused(TestIssuer.sign(header, tenants.claims(), signature));
            }
            assertThat(verifier.verify(tenants.token()).subject()).isEqualTo("someone");
        }

        @Test
        void areNotTakenWhenTheyAreForSomethingElse() throws Exception {
            var other = TestIssuer.newKey("other");
            tenants.publish(new RSAKey.Builder(other).keyUse(KeyUse.ENCRYPTION).build());
            var another = TestIssuer.newKey("another");
            tenants.publish(new RSAKey.Builder(another).algorithm(JWSAlgorithm.RS512).build());
            assertThat(verifier.verify(tenants.token()).subject()).isEqualTo("someone");
            for (var key : List.of(other, another)) {
                var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
                assertRefused(TestIssuer.sign(header, tenants.claims(), new RSASSASigner(key)));
            }
        }

        /** Whoever reads them could sign as well as their issuer. */
        @Test
        void areNotTakenWhenTheyAreSecretsThatWerePublished() throws Exception {
            var exposed = TestIssuer.newKey("exposed");
            tenants.publish(exposed);
            tenants.exposeAll();
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("exposed");
            assertRefused(TestIssuer.sign(header, tenants.claims(), new RSASSASigner(exposed)));
        }

        /** Also those of a time in which the issuer may not be asked again, or cannot be. */
        @Test
        void thatAreUnknownGiveNoWayInWhateverTheIssuerDoes() throws Exception {
            verifier.verify(tenants.token());
            for (int i = 0; i < 30; i++) {
                var unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i);
                assertRefused(TestIssuer.sign(unknown, tenants.claims(), tenants.signer()));
                if (i == 10) {
                    tenants.hang();
                    Thread.sleep(3_100);
                }
                if (i == 20) {
                    tenants.close();
                    Thread.sleep(3_100);
                }
            }
        }

        @Test
        void staySoLongAsTheIssuerIsAway() throws Exception {
            verifier.verify(tenants.token());
            tenants.close();
            assertThat(verifier.verify(tenants.token()).subject()).isEqualTo("someone");
        }
    }

    @Nested
    class Issuers {
        @Test
        void thatHangHoldUpNobodyWhoseKeyIsKnown() throws Exception {
            verifier.verify(tenants.token());
            tenants.hang();
            long slowest = 0;
            for (int i = 0; i < 60; i++) {
                long begin = System.nanoTime();
                verifier.verify(tenants.token());
                slowest = Math.max(slowest, System.nanoTime() - begin);
                Thread.sleep(250);
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(1_500));
        }

        @Test
        void thatAreAwayMakeTheServiceUnavailable() throws Exception {
            var token = tenants.token();
            tenants.close();
            assertProblem(token, Problem.UNAVAILABLE);
            assertThat(verifier.verify(platform.token()).platform()).isTrue();
        }

        @Test
        void thatFailMakeTheServiceUnavailableUntilTheyRecover() throws Exception {
            tenants.status(500);
            assertProblem(tenants.token(), Problem.UNAVAILABLE);
            tenants.status(200);
            var token = tenants.token();
            assertProblem(token, Problem.UNAVAILABLE);
            await().atMost(Duration.ofSeconds(8))
                    .ignoreExceptionsInstanceOf(ProblemException.class)
                    .until(() -> verifier.verify(token).subject().equals("someone"));
        }

        @Test
        void cannotSpeakForAnother() throws Exception {
            tenants.discovery(
                    TestIssuer.document("https://id.example.com", tenants.url() + "/keys"));
            assertProblem(tenants.token(), Problem.UNAVAILABLE);
        }

        @Test
        void cannotKeepTheirKeysElsewhere() throws Exception {
            try (var elsewhere = new TestIssuer(keys.get(2))) {
                tenants.discovery(
                        TestIssuer.document(tenants.url().toString(), elsewhere.url() + "/keys"));
                assertProblem(tenants.token(), Problem.UNAVAILABLE);
                assertThat(elsewhere.keyRequests()).isZero();
            }
        }

        @Test
        void cannotRedirectUs() throws Exception {
            tenants.redirectDiscovery(tenants.url() + "/elsewhere");
            assertProblem(tenants.token(), Problem.UNAVAILABLE);
            assertThat(tenants.keyRequests()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "{}", "null", "not json", "{\"jwks_uri\":7}"})
        void mustPublishADiscoveryDocument(String document) throws Exception {
            tenants.discovery(document);
            assertProblem(tenants.token(), Problem.UNAVAILABLE);
        }
    }

    @Nested
    class OwnIssuers {
        private final Tenants north = Tenants.tenant("north");
        private TestIssuer own;

        @BeforeEach
        void startOwn() throws Exception {
            own = new TestIssuer(keys.get(2));
            refresh(north.issuer(own.url().toString()));
        }

        @AfterEach
        void stopOwn() {
            own.close();
        }

        private void refresh(Tenants... tenants) {
            issuers.refresh(
                    new OrganisationsRefreshed(
                            Tenants.organisations(
                                    Stream.of(tenants)
                                            .map(Tenants::build)
                                            .toArray(Tenant[]::new))));
        }

        @Test
        void thatAreAwayAreNotedForTheirOrganisation() throws Exception {
            var token = own.sign(claims());
            try (var mute = new TestIssuer(keys.get(2))) {
                mute.status(500);
                var south = Tenants.tenant("south").issuer(mute.url().toString());
                refresh(north, south);
                assertProblem(mute.sign(mute.claims()), Problem.UNAVAILABLE);
                assertThat(refusals.notes)
                        .singleElement()
                        .asString()
                        .startsWith("keys-away ")
                        .doesNotContain(" none ")
                        .endsWith(" " + south.build().id());
            }
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
        }

        @Test
        void ofAnOlderMomentDoNotComeBack() throws Exception {
            var token = own.sign(claims());
            var with = Tenants.organisations(7, north.build());
            var without = Tenants.organisations(8, Tenants.tenant("north").build());
            issuers.refresh(new OrganisationsRefreshed(with));
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
            issuers.refresh(new OrganisationsRefreshed(without));
            issuers.refresh(new OrganisationsRefreshed(with));
            assertRefused(token);
        }

        private JWTClaimsSet.Builder claims() {
            return own.claims().claim("groups", List.of("clinician")).claim("tenant_id", null);
        }

        private void assertBeyond(JWTClaimsSet.Builder claims) throws Exception {
            refusals.notes.clear();
            assertRefused(own.sign(claims));
            assertThat(refusals.notes)
                    .singleElement()
                    .asString()
                    .startsWith("beyond-its-realm ")
                    .endsWith(" " + north.build().id());
        }

        @Test
        void speakForTheirOrganisation() throws Exception {
            var id = north.build().id().toString();
            var expected =
                    new Caller(
                            "someone",
                            false,
                            Set.of("clinician"),
                            List.of(id),
                            own.url().toString());
            assertThat(verifier.verify(own.sign(claims()))).isEqualTo(expected);
            assertThat(verifier.verify(own.sign(claims().claim("tenant_id", "north"))))
                    .isEqualTo(expected);
            assertThat(verifier.verify(own.sign(claims().claim("tenant_id", id))))
                    .isEqualTo(expected);
        }

        @Test
        void areAskedForTheirKeysAtTheStart() throws Exception {
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    Stream.of(platform, tenants, own)
                                            .allMatch(issuer -> issuer.keyRequests() == 1));
            try (var later = new TestIssuer(keys.get(2))) {
                var south = Tenants.tenant("south").issuer(later.url().toString());
                refresh(north, south);
                assertThat(verifier.verify(own.sign(claims())).subject()).isEqualTo("someone");
                assertThat(later.keyRequests()).as("it waits for a token").isZero();
            }
        }

        @Test
        void speakForNobodyElse() throws Exception {
            assertBeyond(claims().claim("tenant_id", "south"));
            assertBeyond(claims().claim("tenant_id", ""));
            assertBeyond(claims().claim("tenant_id", List.of("north")));
            assertBeyond(claims().claim("tenant_id", List.of("north", "south")));
            assertBeyond(claims().claim("tenant_id", 7));
        }

        @Test
        void giveNoRoleOfThePlatform() throws Exception {
            assertBeyond(claims().claim("groups", List.of("clinician", "platform-admin")));
            assertBeyond(claims().claim("groups", List.of("auditor")));
            assertBeyond(claims().claim("groups", List.of("clinician", "operators")));
            assertBeyond(
                    claims().claim("realm_access", Map.of("roles", List.of("platform-admin"))));
        }

        @Test
        void mayHaveAnAudienceOfTheirOwn() throws Exception {
            refresh(north.audience("ehr"));
            assertRefused(own.sign(claims()));
            assertThat(verifier.verify(own.sign(claims().audience("ehr"))).subject())
                    .isEqualTo("someone");
        }

        @Test
        void endWithTheirOrganisationsTrust() throws Exception {
            var token = own.sign(claims());
            assertThat(verifier.verify(token).subject()).isEqualTo("someone");
            refresh(Tenants.tenant("north"));
            assertRefused(token);
        }

        @Test
        void areNeverThePlatforms() throws Exception {
            refresh(north.issuer(platform.url().toString()));
            assertThat(verifier.verify(platform.token()).platform()).isTrue();
            refresh(north.issuer(tenants.url().toString()));
            assertThat(verifier.verify(tenants.token()).ownIssuer()).isNull();
        }
    }

    @Nested
    class VerifiedOnes {
        @Test
        void areKnownAgain() throws Exception {
            var token = tenants.token();
            assertThat(verifier.verify(token)).isSameAs(verifier.verify(token));
        }

        @Test
        void endWithTheKeyThatSignedThem() throws Exception {
            var token = tenants.token();
            verifier.verify(token);
            tenants.withdraw();
            tenants.publish(TestIssuer.newKey("second"));
            await().atMost(Duration.ofSeconds(10)).until(() -> isRefused(token));
        }

        /** However many there are: the issuer is asked a few times at most. */
        @Test
        void allEndInOneShapeWithTheirKey() throws Exception {
            var tokens = new ArrayList<String>();
            for (int i = 0; i < MANY; i++) {
                tokens.add(tenants.sign(tenants.claims().jwtID("t" + i)));
                verifier.verify(tokens.get(i));
            }
            tenants.withdraw();
            tenants.publish(TestIssuer.newKey("second"));
            await().atMost(SOON).until(() -> isRefused(tokens.get(0)));
            assertThat(together(tokens)).containsOnly(Problem.UNAUTHENTICATED);
            assertThat(together(tokens)).containsOnly(Problem.UNAUTHENTICATED);
        }

        /** At the same time, and what became of each. */
        private List<Problem> together(List<String> tokens) throws Exception {
            var callers = Executors.newFixedThreadPool(20);
            try {
                var running = new ArrayList<Future<Problem>>();
                for (var token : tokens) {
                    running.add(callers.submit(() -> problem(token)));
                }
                var problems = new ArrayList<Problem>();
                for (var one : running) {
                    problems.add(one.get());
                }
                return problems;
            } finally {
                callers.shutdownNow();
            }
        }

        /** The key goes after the signature was verified and before the token is remembered. */
        @Test
        void areNotRememberedWithoutTheirKey() throws Exception {
            verifier.callers =
                    new Callers() {
                        @Override
                        Caller of(JWTClaimsSet claims, Realm realm) throws TokenRefused {
                            tenants.withdraw();
                            await().atMost(SOON).until(() -> isUnknown("first"));
                            return super.of(claims, realm);
                        }
                    };
            verifier.callers.config = issuers.config;
            var token = tenants.token();
            verifier.verify(token);
            assertRefused(token);
        }

        private boolean isUnknown(String id) {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
            var issuer = issuers.find(tenants.url().toString()).orElseThrow().issuer();
            return issuer.known(header).isEmpty();
        }

        @Test
        void endInTimeThoughTheIssuerIsSlow() throws Exception {
            var token = tenants.token();
            verifier.verify(token);
            tenants.delay(Duration.ofMillis(1_500));
            for (int asked = tenants.keyRequests(); asked == tenants.keyRequests(); ) {
                Thread.sleep(5);
            }
            // Worst: what it is about to answer has the key still.
            tenants.withdraw();
            long begin = System.nanoTime();
            await().atMost(SOON).until(() -> isRefused(token));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void endWhenTheyEnd() throws Exception {
            var ending = tenants.sign(tenants.claims().expirationTime(in(-28)));
            verifier.verify(ending);
            await().atMost(Duration.ofSeconds(10)).until(() -> isRefused(ending));
        }

        private boolean isRefused(String token) {
            return problem(token) == Problem.UNAUTHENTICATED;
        }
    }

    @Test
    void currentCallerIsSetOnce() throws Exception {
        var current = new CurrentCaller();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(current::required);
        var caller = verifier.verify(tenants.token());
        current.set(caller, null);
        assertThat(current.required()).isSameAs(caller);
        assertThat(current.requestedTenant()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> current.set(caller, "south"));
    }
}
