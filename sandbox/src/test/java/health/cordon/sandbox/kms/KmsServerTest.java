package health.cordon.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.Tag;

class KmsServerTest {
    private static final Map<String, String> NORTH = Map.of("org", "north", "purpose", "dek");
    private static final Map<String, String> SOUTH = Map.of("org", "south", "purpose", "dek");
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("a data key");

    private KmsFixture fixture;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new KmsFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Nested
    class Keys {
        @Test
        void areCreatedWithDescriptionTagsAndPolicy() {
            var tag = Tag.builder().tagKey("org").tagValue("north").build();
            var key =
                    kms().createKey(k -> k.description("north's").tags(tag).policy("{}"))
                            .keyMetadata();

            assertThat(key.arn())
                    .isEqualTo("arn:aws:kms:us-east-1:111122223333:key/" + key.keyId());
            assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
            assertThat(key.creationDate()).isNotNull();
            var described = kms().describeKey(k -> k.keyId(key.arn())).keyMetadata();
            assertThat(described.description()).isEqualTo("north's");
            assertThat(kms().listResourceTags(k -> k.keyId(key.keyId())).tags())
                    .containsExactly(tag);
            assertThat(kms().getKeyPolicy(k -> k.keyId(key.keyId())).policy()).isEqualTo("{}");
        }

        @Test
        void keepAReplacedPolicy() {
            var key = fixture.newKey();

            kms().putKeyPolicy(k -> k.keyId(key.keyId()).policy("{\"Version\":\"x\"}"));

            assertThat(kms().getKeyPolicy(k -> k.keyId(key.keyId())).policy())
                    .isEqualTo("{\"Version\":\"x\"}");
        }

        @Test
        void areNotFoundByUnknownNames() {
            var unknown = "00000000-0000-0000-0000-000000000000";

            refuses("NotFoundException", () -> kms().describeKey(k -> k.keyId(unknown)));
            refuses("NotFoundException", () -> kms().describeKey(k -> k.keyId("alias/nobody")));
        }

        @Test
        void areListedPageByPage() {
            IntStream.range(0, 5).forEach(i -> fixture.newKey());
            var found = new ArrayList<String>();

            kms().listKeysPaginator(k -> k.limit(2)).keys().forEach(k -> found.add(k.keyId()));

            assertThat(found).hasSize(5).doesNotHaveDuplicates();
        }

        @Test
        void refuseToWorkWhileDisabled() {
            var key = fixture.newKey();
            var sealed = encrypt(key.arn(), NORTH);

            kms().disableKey(k -> k.keyId(key.keyId()));

            refuses("DisabledException", () -> encrypt(key.arn(), NORTH));
            refuses("DisabledException", () -> decrypt(sealed, NORTH));
            kms().enableKey(k -> k.keyId(key.keyId()));
            assertThat(decrypt(sealed, NORTH).plaintext()).isEqualTo(SECRET);
        }

        @Test
        void refuseToWorkWhileWaitingForDeletion() {
            var key = fixture.newKey();

            var answer =
                    kms().scheduleKeyDeletion(k -> k.keyId(key.keyId()).pendingWindowInDays(7));

            assertThat(answer.keyState()).isEqualTo(KeyState.PENDING_DELETION);
            assertThat(answer.deletionDate()).isNotNull();
            refuses("KMSInvalidStateException", () -> encrypt(key.arn(), NORTH));
            refuses("KMSInvalidStateException", () -> kms().enableKey(k -> k.keyId(key.keyId())));
            kms().cancelKeyDeletion(k -> k.keyId(key.keyId()));
            var state = kms().describeKey(k -> k.keyId(key.keyId())).keyMetadata().keyState();
            assertThat(state).isEqualTo(KeyState.DISABLED);
        }

        @Test
        void decryptAfterARotationWhatTheyEncryptedBefore() {
            var key = fixture.newKey();
            var before = encrypt(key.arn(), NORTH);

            kms().rotateKeyOnDemand(k -> k.keyId(key.keyId()));

            assertThat(decrypt(before, NORTH).plaintext()).isEqualTo(SECRET);
            assertThat(decrypt(encrypt(key.arn(), NORTH), NORTH).plaintext()).isEqualTo(SECRET);
        }
    }

    @Nested
    class AliasNames {
        @Test
        void standForAKeyUntilTheyMove() {
            var first = fixture.newKey();
            var second = fixture.newKey();
            kms().createAlias(a -> a.aliasName("alias/clinical-a").targetKeyId(first.keyId()));
            assertThat(keyOf("alias/clinical-a")).isEqualTo(first.keyId());

            kms().updateAlias(a -> a.aliasName("alias/clinical-a").targetKeyId(second.arn()));

            var arn = "arn:aws:kms:us-east-1:111122223333:alias/clinical-a";
            assertThat(keyOf(arn)).isEqualTo(second.keyId());
            assertThat(kms().listAliases(a -> a.keyId(first.keyId())).aliases()).isEmpty();
            assertThat(kms().listAliases().aliases())
                    .singleElement()
                    .satisfies(a -> assertThat(a.aliasArn()).isEqualTo(arn));
        }

        @Test
        void areUniqueWellFormedAndRemovable() {
            var key = fixture.newKey();
            kms().createAlias(a -> a.aliasName("alias/x").targetKeyId(key.keyId()));

            refuses(
                    "AlreadyExistsException",
                    () -> kms().createAlias(a -> a.aliasName("alias/x").targetKeyId(key.keyId())));
            refuses(
                    "InvalidAliasNameException",
                    () ->
                            kms().createAlias(
                                            a ->
                                                    a.aliasName("alias/aws/x")
                                                            .targetKeyId(key.arn())));
            kms().deleteAlias(a -> a.aliasName("alias/x"));
            refuses("NotFoundException", () -> keyOf("alias/x"));
        }

        @Test
        void areNotTakenByAdministrativeActions() {
            var key = fixture.newKey();
            kms().createAlias(a -> a.aliasName("alias/x").targetKeyId(key.keyId()));

            refuses("NotFoundException", () -> kms().disableKey(k -> k.keyId("alias/x")));
        }

        private String keyOf(String name) {
            return kms().describeKey(k -> k.keyId(name)).keyMetadata().keyId();
        }
    }

    @Nested
    class Ciphertexts {
        @Test
        void openOnlyUnderTheSameContext() {
            var sealed = encrypt(fixture.newKey().arn(), NORTH);

            assertThat(decrypt(sealed, NORTH).plaintext()).isEqualTo(SECRET);
            refuses("InvalidCiphertextException", () -> decrypt(sealed, SOUTH));
            refuses("InvalidCiphertextException", () -> decrypt(sealed, Map.of()));
            refuses(
                    "InvalidCiphertextException",
                    () -> decrypt(sealed, Map.of("org", "northpurpose", "purpose", "dek")));
        }

        @Test
        void openOnlyUnderTheKeyThatTheCallerNames() {
            var right = fixture.newKey();
            var wrong = fixture.newKey();
            var sealed = encrypt(right.arn(), NORTH);

            var opened =
                    kms().decrypt(
                                    d ->
                                            d.ciphertextBlob(sealed)
                                                    .keyId(right.arn())
                                                    .encryptionContext(NORTH));

            assertThat(opened.keyId()).isEqualTo(right.arn());
            refuses(
                    "IncorrectKeyException",
                    () ->
                            kms().decrypt(
                                            d ->
                                                    d.ciphertextBlob(sealed)
                                                            .keyId(wrong.arn())
                                                            .encryptionContext(NORTH)));
        }

        @Test
        void doNotOpenWhenABitIsChanged() {
            var sealed = encrypt(fixture.newKey().arn(), NORTH).asByteArray();
            sealed[sealed.length - 1] ^= 1;

            refuses(
                    "InvalidCiphertextException",
                    () -> decrypt(SdkBytes.fromByteArray(sealed), NORTH));
            refuses(
                    "InvalidCiphertextException",
                    () -> decrypt(SdkBytes.fromUtf8String("no ciphertext"), NORTH));
        }

        @Test
        void wrapDataKeys() {
            var key = fixture.newKey();
            var generated =
                    kms().generateDataKey(
                                    g ->
                                            g.keyId(key.arn())
                                                    .keySpec(DataKeySpec.AES_256)
                                                    .encryptionContext(NORTH));
            var blind =
                    kms().generateDataKeyWithoutPlaintext(
                                    g -> g.keyId(key.arn()).numberOfBytes(64));

            assertThat(generated.plaintext().asByteArray()).hasSize(32);
            assertThat(decrypt(generated.ciphertextBlob(), NORTH).plaintext())
                    .isEqualTo(generated.plaintext());
            assertThat(decrypt(blind.ciphertextBlob(), Map.of()).plaintext().asByteArray())
                    .hasSize(64);
            refuses("ValidationException", () -> kms().generateDataKey(g -> g.keyId(key.arn())));
        }

        @Test
        void moveToAnotherKeyAndContext() {
            var old = fixture.newKey();
            var target = fixture.newKey();
            var sealed = encrypt(old.arn(), NORTH);

            var moved =
                    kms().reEncrypt(
                                    r ->
                                            r.ciphertextBlob(sealed)
                                                    .sourceKeyId(old.arn())
                                                    .sourceEncryptionContext(NORTH)
                                                    .destinationKeyId(target.arn())
                                                    .destinationEncryptionContext(SOUTH));

            var opened = decrypt(moved.ciphertextBlob(), SOUTH);
            assertThat(opened.plaintext()).isEqualTo(SECRET);
            assertThat(opened.keyId()).isEqualTo(target.arn());
            assertThat(moved.sourceKeyId()).isEqualTo(old.arn());
        }

        @Test
        void holdAtMost4096Bytes() {
            var key = fixture.newKey();

            kms().encrypt(e -> e.keyId(key.arn()).plaintext(bytes(4096)));

            refuses(
                    "ValidationException",
                    () -> kms().encrypt(e -> e.keyId(key.arn()).plaintext(bytes(4097))));
        }

        private SdkBytes bytes(int length) {
            return SdkBytes.fromByteArray(new byte[length]);
        }
    }

    @Nested
    class Control {
        @Test
        void deniesOnePrincipalOneActionOneKey() {
            var key = fixture.newKey();
            var other = fixture.newKey();
            var sealed = encrypt(key.arn(), NORTH);
            var denial =
                    "{\"principal\":\"%s\",\"action\":\"Decrypt\",\"key\":\"%s\"}"
                            .formatted(KmsFixture.ALICE, key.arn());

            assertThat(fixture.control("{\"deny\":" + denial + "}").statusCode()).isEqualTo(200);

            refuses("AccessDeniedException", () -> decrypt(sealed, NORTH));
            decrypt(encrypt(other.arn(), NORTH), NORTH);
            try (var bob = fixture.clientOf(KmsFixture.BOB)) {
                bob.decrypt(d -> d.ciphertextBlob(sealed).encryptionContext(NORTH));
            }
            fixture.control("{\"undeny\":" + denial + "}");
            assertThat(decrypt(sealed, NORTH).plaintext()).isEqualTo(SECRET);
        }

        @Test
        void deniesReEncryptionFromAKey() {
            var key = fixture.newKey();
            var target = fixture.newKey();
            var sealed = encrypt(key.arn(), Map.of());
            fixture.control(
                    "{\"deny\":{\"action\":\"ReEncryptFrom\",\"key\":\"%s\"}}"
                            .formatted(key.keyId()));

            refuses(
                    "AccessDeniedException",
                    () ->
                            kms().reEncrypt(
                                            r ->
                                                    r.ciphertextBlob(sealed)
                                                            .destinationKeyId(target.arn())));
        }

        @Test
        void throttles() {
            var key = fixture.newKey();
            fixture.control("{\"ratePerSecond\":1}");
            ThrowingCallable fourCalls =
                    () -> IntStream.range(0, 4).forEach(i -> encrypt(key.arn(), NORTH));

            refuses("ThrottlingException", fourCalls);
            fixture.control("{\"ratePerSecond\":0}");
            encrypt(key.arn(), NORTH);
        }

        @Test
        void slowsDown() {
            var key = fixture.newKey();
            fixture.control("{\"latencyMillis\":300}");
            var start = System.nanoTime();

            encrypt(key.arn(), NORTH);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }

        @Test
        void troublesOneKey() {
            var key = fixture.newKey();
            var other = fixture.newKey();
            trouble(key.arn(), "throttles");
            refuses("ThrottlingException", () -> encrypt(key.arn(), NORTH));
            trouble(key.keyId(), "fails");
            refuses("KMSInternalException", () -> encrypt(key.arn(), NORTH));
            encrypt(other.arn(), NORTH);
            assertThat(fixture.get("/_control").body()).contains("\"fails\"");

            fixture.control("{\"mend\":{\"key\":\"%s\"}}".formatted(key.arn()));
            encrypt(key.arn(), NORTH);
        }

        @Test
        void hangsWithoutHoldingThreads() {
            var key = fixture.newKey();
            var other = fixture.newKey();
            trouble(key.arn(), "hangs");
            for (int i = 0; i < 20; i++) {
                assertThatExceptionOfType(ApiCallTimeoutException.class)
                        .isThrownBy(
                                () ->
                                        kms().encrypt(
                                                        e ->
                                                                e.keyId(key.arn())
                                                                        .plaintext(SECRET)
                                                                        .overrideConfiguration(
                                                                                KmsServerTest
                                                                                        ::impatient)));
            }

            encrypt(other.arn(), NORTH);
        }

        private void trouble(String key, String it) {
            var wish = "{\"trouble\":{\"key\":\"%s\",\"it\":\"%s\"}}".formatted(key, it);
            assertThat(fixture.control(wish).statusCode()).isEqualTo(200);
        }

        @Test
        void countsCallsByAction() {
            var key = fixture.newKey();
            encrypt(key.arn(), NORTH);
            encrypt(key.arn(), NORTH);

            var counts = fixture.get("/_control/calls").body();

            assertThat(counts).contains("\"Encrypt\":2", "\"CreateKey\":1", "\"Decrypt\":0");
        }

        @Test
        void refusesWhatItDoesNotKnow() {
            assertThat(fixture.control("{\"rate\":1}").statusCode()).isEqualTo(400);
            assertThat(fixture.control("not json").statusCode()).isEqualTo(400);
            assertThat(fixture.control("{\"trouble\":{\"it\":\"sulks\"}}").statusCode())
                    .isEqualTo(400);
            assertThat(fixture.control("{\"latencyMillis\":-1}").statusCode()).isEqualTo(400);
            var untyped =
                    HttpRequest.newBuilder(fixture.endpoint().resolve("/_control"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"ratePerSecond\":1}"));
            assertThat(KmsFixture.send(untyped).statusCode()).isEqualTo(415);
        }
    }

    @Nested
    class Restart {
        @Test
        void keepsKeysStatesGenerationsAliasesAndDenials() throws IOException {
            var key = fixture.newKey();
            var before = encrypt(key.arn(), NORTH);
            kms().rotateKeyOnDemand(k -> k.keyId(key.keyId()));
            var after = encrypt(key.arn(), NORTH);
            kms().createAlias(a -> a.aliasName("alias/x").targetKeyId(key.keyId()));
            var disabled = fixture.newKey();
            kms().disableKey(k -> k.keyId(disabled.keyId()));
            fixture.control("{\"deny\":{\"action\":\"Encrypt\",\"key\":\"alias/x\"}}");

            fixture.restart();

            assertThat(decrypt(before, NORTH).plaintext()).isEqualTo(SECRET);
            assertThat(decrypt(after, NORTH).plaintext()).isEqualTo(SECRET);
            refuses("AccessDeniedException", () -> encrypt("alias/x", NORTH));
            refuses("DisabledException", () -> encrypt(disabled.arn(), NORTH));
        }

        @Test
        void refusesAPortThatIsTaken(@TempDir Path other) {
            var taken = fixture.endpoint().getPort();

            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> KmsServer.start(taken, other));
        }
    }

    @Nested
    class Wire {
        @Test
        void refusesCallsWithoutASignature() {
            var unsigned = request("{}").header("X-Amz-Target", "TrentService.ListKeys");

            var answer = KmsFixture.send(unsigned);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MissingAuthenticationTokenException");
            assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        }

        @Test
        void refusesWhatIsNotJsonAndWhatItCannotDo() {
            assertThat(KmsFixture.send(signed("[]", "ListKeys")).body())
                    .contains("SerializationException");
            assertThat(KmsFixture.send(signed("{}", "Sign")).body())
                    .contains("UnknownOperationException");
        }

        @Test
        void refusesBodiesOverOneMebibyte() {
            var large = " ".repeat(1024 * 1024 + 1);

            assertThat(KmsFixture.send(signed(large, "ListKeys")).statusCode()).isEqualTo(413);
        }

        private HttpRequest.Builder signed(String body, String action) {
            return request(body)
                    .header("X-Amz-Target", "TrentService." + action)
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/2026/x");
        }

        private HttpRequest.Builder request(String body) {
            return HttpRequest.newBuilder(fixture.endpoint().resolve("/"))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }
    }

    private static void impatient(AwsRequestOverrideConfiguration.Builder override) {
        override.apiCallTimeout(Duration.ofMillis(100));
    }

    private KmsClient kms() {
        return fixture.kms();
    }

    private SdkBytes encrypt(String key, Map<String, String> context) {
        return kms().encrypt(e -> e.keyId(key).plaintext(SECRET).encryptionContext(context))
                .ciphertextBlob();
    }

    private DecryptResponse decrypt(SdkBytes sealed, Map<String, String> context) {
        return kms().decrypt(d -> d.ciphertextBlob(sealed).encryptionContext(context));
    }

    private static void refuses(String code, ThrowingCallable call) {
        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
