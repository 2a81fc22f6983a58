package health.cordon.tenancy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String SECRET = "s3cr3t";

    @Nested
    class Forms {
        @ParameterizedTest
        @ValueSource(strings = {"", "jdbc:"})
        void readsBoth(String prefix) {
            var url = DatabaseUrl.parse(prefix + "mysql://user:pass@db.example.com:3307/clinical");
            assertThat(url)
                    .extracting(
                            DatabaseUrl::host,
                            DatabaseUrl::port,
                            DatabaseUrl::database,
                            DatabaseUrl::user,
                            DatabaseUrl::password)
                    .containsExactly("db.example.com", 3307, "clinical", "user", "pass");
            assertThat(url.jdbcUrl()).isEqualTo("jdbc:mysql://db.example.com:3307/clinical");
        }

        @Test
        void assumesTheUsualPort() {
            assertThat(DatabaseUrl.parse("mysql://u:p@h.example.com/d").port()).isEqualTo(3306);
        }

        @ParameterizedTest
        @CsvSource({"p%40%3A%2F%25%3F%23%26, p@:/%?#&", "a+b, a+b", "%C3%A9, é", "a:b, a:b"})
        void decodesPasswords(String written, String meant) {
            assertThat(DatabaseUrl.parse("mysql://u%40x:" + written + "@h.example.com/d"))
                    .extracting(DatabaseUrl::user, DatabaseUrl::password)
                    .containsExactly("u@x", meant);
        }

        @Test
        void decodesAnyPassword() {
            var random = new Random(42);
            for (int i = 0; i < 2_000; i++) {
                var password = randomText(random, 1 + random.nextInt(20));
                var written =
                        URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
                var url = DatabaseUrl.parse("mysql://u:" + written + "@h.example.com/d");
                assertThat(url.password()).isEqualTo(password);
                assertThat(url.toString()).isEqualTo("mysql://…@h.example.com:3306/d");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "mysql",
                    "mysql:",
                    "mysql://",
                    "jdbc:jdbc:mysql://u:s3cr3t@h/d",
                    "jdbc:mariadb://u:s3cr3t@h/d",
                    "postgresql://u:s3cr3t@h/d",
                    "mysql:loadbalance://u:s3cr3t@h/d",
                    "mysql+srv://u:s3cr3t@h/d",
                    "mysql://u:s3cr3t@h",
                    "mysql://u:s3cr3t@h/",
                    "mysql://u:s3cr3t@h/a/b",
                    "mysql://u:s3cr3t@h/d%2F..",
                    "mysql://u:s3cr3t@h/d;x",
                    "mysql://u:s3cr3t@h/d`x",
                    "mysql://h/d",
                    "mysql://:s3cr3t@h/d",
                    "mysql://s3cr3t@h/d",
                    "mysql://u:s3cr3t@/d",
                    "mysql://u:s3cr3t@h1,h2/d",
                    "mysql://u:s3cr3t@(host=h)/d",
                    "mysql://u:s3cr3t@h:0/d",
                    "mysql://u:s3cr3t@h:65536/d",
                    "mysql://u:s3cr3t@h:x/d",
                    "mysql://u:s3cr3t%zz@h/d",
                    "mysql://u:s3cr3t%@h/d",
                    "mysql://u:s3cr3t^{}@h/d",
                    "mysql://u:s3 cr3t@h/d"
                })
        void refusesOthersWithoutQuotingThem(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse(text))
                    .withMessageStartingWith("give it as mysql://user:password@host:3306/database")
                    .withMessageNotContaining(SECRET)
                    .withNoCause();
        }
    }

    @Nested
    class Properties {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "allowLoadLocalInfile=true",
                    "allowMultiQueries=true",
                    "autoDeserialize=true",
                    "queryInterceptors=x",
                    "propertiesTransform=x",
                    "socketFactory=x",
                    "useSSL=false",
                    "SSLMODE=DISABLED",
                    "ssl%4Dode=DISABLED",
                    "sslMode",
                    "sslMode=VERIFY_IDENTITY&",
                    "sslMode=VERIFY_IDENTITY&&connectTimeout=1",
                    "user=s3cr3t"
                })
        void refusesAllButAFew(String query) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("mysql://u:p@h.example.com/d?" + query))
                    .withMessageStartingWith("the only properties that may follow the database are")
                    .withMessageNotContaining(SECRET);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "connectTimeout=0",
                    "connectTimeout=s3cr3t",
                    "socketTimeout=",
                    "socketTimeout=600001",
                    "socketTimeout=-1"
                })
        void boundsTimeouts(String query) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("mysql://u:p@127.0.0.1/d?" + query))
                    .withMessageEndingWith("Timeout takes milliseconds, at most 600000.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "999", "60000", "599999", "600000", "99999"})
        void acceptsTimeoutsWithinTheirBounds(String millis) {
            var url = "mysql://u:p@127.0.0.1/d?socketTimeout=" + millis;
            assertThat(DatabaseUrl.parse(url).properties()).containsEntry("socketTimeout", millis);
        }

        @Test
        void keepsAndDecodesThoseFew() {
            var text = "mysql://u:p@h.example.com/d?sslMode=VERIFY_IDENTITY&connectTimeout=1%30";
            assertThat(DatabaseUrl.parse(text).properties())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("sslMode", "VERIFY_IDENTITY", "connectTimeout", "10"));
        }
    }

    @Nested
    class Tls {
        @Test
        void verifiesTheIdentityOfOtherMachines() {
            assertThat(DatabaseUrl.parse("mysql://u:p@h.example.com/d").properties())
                    .containsEntry("sslMode", "VERIFY_IDENTITY");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "DISABLED",
                    "PREFERRED",
                    "REQUIRED",
                    "VERIFY_CA",
                    "",
                    "verify_identity",
                    "x"
                })
        void cannotBeWeakenedForOtherMachines(String mode) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> DatabaseUrl.parse("mysql://u:p@h.example.com/d?sslMode=" + mode))
                    .withMessageStartingWith("sslMode must be VERIFY_IDENTITY");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "169.254.169.254",
                    "[fe80::1]",
                    "[fd00:ec2::254]",
                    "0.0.0.0",
                    "metadata.google.internal"
                })
        void isNotEvenTriedAtALinkLocalAddress(String host) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseUrl.parse("mysql://u:p@" + host + "/d"))
                    .withMessageStartingWith("a link-local, metadata")
                    .withMessageNotContaining(host);
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "[::1]"})
        void isUpToTheDriverOnThisMachine(String host) {
            var url = DatabaseUrl.parse("mysql://u:p@" + host + "/d");
            assertThat(url.isLoopback()).isTrue();
            assertThat(url.properties()).containsEntry("sslMode", "PREFERRED");
        }
    }

    @Test
    void refusesUnknownModesOnThisMachineToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse("mysql://u:p@127.0.0.1/d?sslMode=OFF"))
                .withMessageStartingWith("sslMode must be");
    }

    @Nested
    class Secrecy {
        @Test
        void showsNoCredential() {
            var url = DatabaseUrl.parse("mysql://root:s3cr3t@h.example.com/d");
            assertThat(url.toString()).doesNotContain("root", SECRET);
            assertThat(url.jdbcUrl()).doesNotContain("root", SECRET);
            assertThat(url.fingerprint()).hasSize(16).matches("[0-9a-f]+");
        }

        @Test
        void fingerprintsTellUrlsApart() {
            var urls =
                    new String[] {
                        "mysql://u:p@h.example.com/d",
                        "mysql://u:q@h.example.com/d",
                        "mysql://v:p@h.example.com/d",
                        "mysql://u:p@i.example.com/d",
                        "mysql://u:p@h.example.com/e",
                        "mysql://u:p@h.example.com:3307/d",
                        "mysql://u:p@h.example.com/d?socketTimeout=9",
                        "mysql://up:@h.example.com/d"
                    };
            assertThat(urls)
                    .extracting(url -> DatabaseUrl.parse(url).fingerprint())
                    .doesNotHaveDuplicates();
            assertThat(DatabaseUrl.parse("jdbc:" + urls[0]).fingerprint())
                    .isEqualTo(DatabaseUrl.parse(urls[0]).fingerprint());
        }

        /** Bent in every way, a URL is refused with a message of ours or read; nothing leaks. */
        @Test
        void holdsForBentUrls() {
            var random = new Random(7);
            var good = "mysql://user:" + SECRET + "@db.example.com:3306/clinical?socketTimeout=10";
            for (int i = 0; i < 5_000; i++) {
                var bent = new StringBuilder(good);
                // The password itself stays whole, so that it can be looked for.
                int at = 0;
                do {
                    at = random.nextInt(bent.length());
                } while (at >= good.indexOf(SECRET) && at < good.indexOf(SECRET) + SECRET.length());
                bent.setCharAt(at, "%@:/?#[]{}^ \\\"é\0,;&=+x1".charAt(random.nextInt(23)));
                var thrown = catchThrowable(() -> DatabaseUrl.parse(bent.toString()).toString());
                if (thrown != null) {
                    assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class);
                    assertThat(trace(thrown)).doesNotContain(SECRET);
                }
            }
        }

        private static String trace(Throwable thrown) {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }

    private static String randomText(Random random, int length) {
        return random.ints(length, 0x20, 0x2FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
