package health.cordon.tenancy.start;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.routing.RoutingConfig.Fallback;
import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final String CURSOR_KEY = "A".repeat(43) + "=";
    private static final String ARN = "arn:aws:kms:eu-west-1:111122223333:key/abcd";

    private final Map<String, String> values =
            new HashMap<>(
                    Map.ofEntries(
                            entry("PLATFORM_DB_URL", "mysql://p:pw1@db.example.com/platform"),
                            entry("CLINICAL_DB_URL", "mysql://c:pw2@db.example.com:3307/clinical"),
                            entry("CLINICAL_STORAGE_BUCKET", "images"),
                            entry("AWS_REGION", "eu-west-1"),
                            entry("ALLOWED_ENDPOINT_HOSTS", "*.example.com"),
                            entry("KMS_CMK_ARN", ARN),
                            entry("PLATFORM_ISSUER", "https://id.example.com/platform"),
                            entry("TENANT_ISSUER", "https://id.example.com/tenants"),
                            entry("CURSOR_KEYS", "k1:" + CURSOR_KEY),
                            entry("METRICS_PASSWORD", "a-long-password"),
                            entry("KEYSTORE_PASSWORD", "a-long-password")));

    private Configuration read() {
        return Configuration.from(new Settings(values::get), List.of());
    }

    private Configuration with(String key, String value) {
        values.put(key, value);
        return read();
    }

    @Nested
    class Defaults {
        @Test
        void completeWhatIsRequired() {
            var made = read();
            assertThat(made.platform().url()).hasToString("mysql://…@db.example.com:3306/platform");
            assertThat(made.platform().poolSize()).isEqualTo(8);
            assertThat(made.token().audience()).isEqualTo("cordon");
            assertThat(made.token().tenantClaim()).isEqualTo("tenant_id");
            assertThat(made.cursor().keys()).containsOnlyKeys("k1");
        }

        @Test
        void boundRouting() {
            var routing = read().routing();
            assertThat(routing.shared()).hasToString("mysql://…@db.example.com:3307/clinical");
            assertThat(routing.urlDirectory()).isEmpty();
            assertThat(routing.fallback()).isEqualTo(Fallback.FIRST_USE);
            assertThat(routing.perOrganisation()).isTrue();
            assertThat(routing.sharedPoolSize()).isEqualTo(24);
            assertThat(routing.dedicatedPoolSize()).isEqualTo(8);
            assertThat(routing.checkout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(routing.idle()).isEqualTo(Duration.ofMinutes(30));
            assertThat(routing.maxUnits()).isEqualTo(500);
        }

        @Test
        void boundObjectsAndKeys() {
            var storage = read().storage();
            assertThat(storage.endpoint()).isEmpty();
            assertThat(storage.multipartThreshold()).isEqualTo(8 * 1024 * 1024);
            assertThat(storage.maxBytes()).isEqualTo(256L * 1024 * 1024);
            assertThat(storage.concurrentUploads()).isEqualTo(16);
            assertThat(storage.addressLifetime()).isEqualTo(Duration.ofMinutes(5));
            assertThat(read().keys().endpoint()).isEmpty();
            assertThat(read().keys().cacheSize()).isEqualTo(10_000);
            assertThat(read().keys().cacheAge()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Nested
    class EachKey {
        @Test
        void reachesThePlatform() {
            assertThat(
                            with("PLATFORM_DB_URL", "mysql://p:x@h.example.com/d")
                                    .platform()
                                    .url()
                                    .host())
                    .isEqualTo("h.example.com");
            assertThat(with("PLATFORM_DB_POOL_SIZE", "5").platform().poolSize()).isEqualTo(5);
        }

        @Test
        void reachesRouting(@TempDir Path directory) {
            assertThat(
                            with("CLINICAL_DB_URL", "mysql://p:x@h.example.com/d")
                                    .routing()
                                    .shared()
                                    .host())
                    .isEqualTo("h.example.com");
            assertThat(with("CLINICAL_DB_URL_DIR", directory.toString()).routing().urlDirectory())
                    .contains(directory);
            assertThat(with("FEATURE_PER_ORG_CLINICAL_DB", "false").routing().perOrganisation())
                    .isFalse();
            assertThat(with("CLINICAL_DB_POOL_SIZE", "3").routing().sharedPoolSize()).isEqualTo(3);
            assertThat(with("DEDICATED_DB_POOL_SIZE", "1").routing().dedicatedPoolSize()).isOne();
            assertThat(with("DB_CHECKOUT_MILLIS", "250").routing().checkout())
                    .isEqualTo(Duration.ofMillis(250));
            assertThat(with("DEDICATED_DB_IDLE_MINUTES", "1").routing().idle())
                    .isEqualTo(Duration.ofMinutes(1));
            assertThat(with("DEDICATED_DB_MAX_OPEN", "9").routing().maxUnits()).isEqualTo(9);
            assertThat(with("CLINICAL_DB_UPKEEP_SECONDS", "5").routing().upkeep())
                    .isEqualTo(Duration.ofSeconds(5));
        }

        @ParameterizedTest
        @CsvSource({"shared, SHARED", "first-use, FIRST_USE", "refuse, REFUSE"})
        void choosesTheFallback(String text, Fallback fallback) {
            assertThat(with("CLINICAL_DB_FALLBACK", text).routing().fallback()).isEqualTo(fallback);
        }

        @Test
        void reachesStorage() {
            assertThat(with("CLINICAL_STORAGE_BUCKET", "other").storage().sharedBucket())
                    .isEqualTo("other");
            assertThat(with("AWS_REGION", "us-east-2").storage().region().id())
                    .isEqualTo("us-east-2");
            assertThat(with("S3_ENDPOINT", "https://s3.example.com").storage().endpoint())
                    .hasValueSatisfying(uri -> assertThat(uri).hasHost("s3.example.com"));
            assertThat(with("S3_MULTIPART_THRESHOLD", "5242880").storage().multipartThreshold())
                    .isEqualTo(5_242_880);
            assertThat(with("OBJECT_MAX_BYTES", "2048").storage().maxBytes()).isEqualTo(2048);
            assertThat(with("CONCURRENT_UPLOADS", "2").storage().concurrentUploads()).isEqualTo(2);
            assertThat(with("PRESIGNED_URL_SECONDS", "60").storage().addressLifetime())
                    .isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void reachesKeys() {
            var arn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1";
            assertThat(with("KMS_CMK_ARN", arn).keys().platformKey()).hasValue(arn);
            assertThat(read().keys().region().id()).isEqualTo("eu-west-1");
            assertThat(with("KMS_ENDPOINT", "https://kms.example.com").keys().endpoint())
                    .hasValueSatisfying(uri -> assertThat(uri).hasHost("kms.example.com"));
            assertThat(with("DEK_CACHE_SIZE", "1000").keys().cacheSize()).isEqualTo(1_000);
            assertThat(with("DEK_CACHE_USES", "7").keys().cacheUses()).isEqualTo(7);
            assertThat(
                            with("LOCAL_MASTER_KEYS", "k1:" + "A".repeat(43) + "=")
                                    .keys()
                                    .localMasterKeys()
                                    .keys())
                    .containsOnlyKeys("k1");
            assertThat(with("DEK_CACHE_SECONDS", "1").keys().cacheAge())
                    .isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void reachesTokensAndCursors() {
            assertThat(with("PLATFORM_ISSUER", "https://p.example.com").token().platformIssuer())
                    .hasHost("p.example.com");
            assertThat(with("TENANT_ISSUER", "https://t.example.com").token().tenantIssuer())
                    .hasHost("t.example.com");
            assertThat(with("TOKEN_AUDIENCE", "x").token().audience()).isEqualTo("x");
            assertThat(with("TENANT_CLAIM", "client_id").token().tenantClaim())
                    .isEqualTo("client_id");
            var keys = "k2:" + CURSOR_KEY + ",k1:" + CURSOR_KEY;
            assertThat(with("CURSOR_KEYS", keys).cursor().keys().keySet())
                    .containsExactly("k2", "k1");
        }
    }

    @Nested
    class Faults {
        @ParameterizedTest
        @CsvSource({
            "PLATFORM_DB_URL, postgres://h/d",
            "PLATFORM_DB_POOL_SIZE, -77",
            "CLINICAL_DB_URL, mysql://h/d",
            "CLINICAL_DB_URL_DIR, /no/such/directory",
            "CLINICAL_DB_FALLBACK, always",
            "FEATURE_PER_ORG_CLINICAL_DB, off",
            "CLINICAL_DB_POOL_SIZE, 501",
            "DEDICATED_DB_POOL_SIZE, -77",
            "DB_CHECKOUT_MILLIS, 249",
            "DEDICATED_DB_IDLE_MINUTES, -77",
            "DEDICATED_DB_MAX_OPEN, -77",
            "CLINICAL_STORAGE_BUCKET, Upper",
            "AWS_REGION, EU!",
            "S3_ENDPOINT, http://s3.example.com",
            "S3_MULTIPART_THRESHOLD, 5242879",
            "OBJECT_MAX_BYTES, 1023",
            "CONCURRENT_UPLOADS, 0",
            "PRESIGNED_URL_SECONDS, 301",
            "KMS_CMK_ARN, alias/x",
            "KMS_ENDPOINT, kms.example.com",
            "DEK_CACHE_SIZE, -1",
            "DEK_CACHE_SECONDS, 3601",
            "PLATFORM_ISSUER, http://id.example.com",
            "TENANT_ISSUER, https://169.254.169.254",
            "CURSOR_KEYS, k1:c2hvcnQ=",
            "METRICS_PASSWORD, short",
            "METRICS_PASSWORD, CHANGE-ME-too-and-soon",
            "KEYSTORE_PASSWORD, CHANGE-ME-too-and-soon",
            "PLATFORM_DB_URL, mysql://cordon:CHANGE-ME@db.example.com/cordon_platform",
            "CLINICAL_DB_URL, mysql://cordon:CHANGE-ME@db.example.com/cordon_clinical",
            "ALLOWED_ENDPOINT_HOSTS, a_b",
            "TRUSTED_CA_FILE, /no/such/file.pem",
            "ESCROW_PUBLIC_KEY_FILE, /no/such/file.pem",
            "KEYSTORE_FILE, /no/such/file.p12",
            "KEYSTORE_FILE, relative.p12",
            "KEYSTORE_PASSWORD, short"
        })
        void nameTheKeyAndNotItsValue(String key, String value) {
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(() -> with(key, value))
                    .satisfies(e -> assertThat(e.faults()).hasSize(1))
                    .withMessageStartingWith(key + " ")
                    .withMessageNotContaining(value);
        }

        /** Liberty makes one like it in the place of a missing file. */
        @ParameterizedTest
        @CsvSource({"default, 'CN=localhost,OU=cordon', 1", "own, 'CN=a.example,O=Hospital', 0"})
        void refuseAKeyStoreOfLibertysMaking(
                String alias, String name, int faults, @TempDir Path folder) throws Exception {
            var file = folder.resolve("server.p12");
            var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            var make =
                    "-genkeypair -keyalg RSA -storetype PKCS12 -storepass a-long-password -alias";
            var command = new java.util.ArrayList<>(List.of(keytool));
            command.addAll(List.of(make.split(" ")));
            command.addAll(List.of(alias, "-dname", name, "-keystore", file.toString()));
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
            values.put("KEYSTORE_FILE", file.toString());
            var settings = new Settings(values::get);

            var found = new java.util.ArrayList<String>();
            try {
                Configuration.from(settings, List.of());
            } catch (InvalidSettings e) {
                found.addAll(e.faults());
            }

            assertThat(found).hasSize(faults);
            assertThat(found).allMatch(fault -> fault.contains("Liberty made one"));
        }

        @Test
        void askForBothHalvesOfACredential() {
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(() -> with("AWS_ACCESS_KEY_ID", "an-id"))
                    .withMessageStartingWith("AWS_SECRET_ACCESS_KEY is not set")
                    .withMessageNotContaining("an-id");
        }

        @Test
        void nameThoseOfOtherModulesAmongTheirs() {
            values.put("DEK_CACHE_SIZE", "many");
            values.put("ELSEWHERE", "wrong");
            ConfiguredRoom elsewhere = settings -> settings.flag("ELSEWHERE", false);
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(
                            () -> Configuration.from(new Settings(values::get), List.of(elsewhere)))
                    .satisfies(
                            e ->
                                    assertThat(e.faults())
                                            .extracting(fault -> fault.split(" ", 2)[0])
                                            .containsExactlyInAnyOrder(
                                                    "DEK_CACHE_SIZE", "ELSEWHERE"));
        }

        @Test
        void nameEachMissingKeyAtOnce() {
            var required = new HashSet<>(values.keySet());
            required.remove("ALLOWED_ENDPOINT_HOSTS");
            values.clear();
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(ConfigurationTest.this::read)
                    .satisfies(
                            e ->
                                    assertThat(e.faults())
                                            .extracting(fault -> fault.split(" ", 2)[0])
                                            .containsExactlyInAnyOrderElementsOf(required));
        }

        @Test
        void refuseOneIssuerForBothRealms() {
            values.put("TENANT_ISSUER", "https://id.example.com/platform");
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(ConfigurationTest.this::read)
                    .withMessageContaining("are the same; give each its own realm");
        }

        @ParameterizedTest
        @CsvSource({"k1", "'k1:'", "K!:AAAA", "'k1:AAAA,'"})
        void refuseCursorKeysOfAnotherForm(String text) {
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(() -> with("CURSOR_KEYS", text));
        }
    }
}
