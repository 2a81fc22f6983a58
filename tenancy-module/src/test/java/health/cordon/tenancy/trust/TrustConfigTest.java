package health.cordon.tenancy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustConfigTest {
    private final Path folder;

    TrustConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TrustConfig read(String content) throws IOException {
        var file = Files.writeString(folder.resolve("authorities.pem"), content);
        var settings = new Settings(Map.of("TRUSTED_CA_FILE", file.toString())::get);
        var config = TrustConfig.from(settings);
        settings.check();
        return config;
    }

    @Test
    void isEmptyUnlessAFileIsGiven() {
        assertThat(TrustConfig.from(new Settings(key -> null)).authorities()).isEmpty();
    }

    @Test
    void readsEachCertificateOfAFile() throws Exception {
        var two = known().subList(0, 2);
        var text = "# the hospital's own\n" + pem(two.get(0)) + "\n" + pem(two.get(1));

        assertThat(read(text).authorities()).containsExactlyElementsOf(two);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cr3t",
                "-----BEGIN CERTIFICATE-----\ns3cr3t\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\ns3cr3t\n-----END PRIVATE KEY-----\n"
            })
    void refusesOtherFilesWithoutQuotingThem(String content) {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> read(content))
                .withMessageStartingWith("TRUSTED_CA_FILE is not valid: ")
                .withMessageNotContaining("s3cr3t")
                .withMessageNotContaining(folder.toString());
    }

    @Test
    void addsToTheRuntimesOwn() throws Exception {
        var runtime = TrustStore.of(List.of()).size();

        assertThat(runtime).isPositive();
        assertThat(TrustStore.of(known().subList(0, 2)).size()).isEqualTo(runtime + 2);
    }

    /** Certificates that are in the Java runtime anyway. */
    private static List<X509Certificate> known() throws GeneralSecurityException {
        var store = TrustStore.of(List.of());
        return java.util.Collections.list(store.aliases()).stream()
                .map(
                        alias -> {
                            try {
                                return (X509Certificate) store.getCertificate(alias);
                            } catch (GeneralSecurityException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .filter(found -> found.getNotAfter().toInstant().isAfter(java.time.Instant.now()))
                .toList();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
