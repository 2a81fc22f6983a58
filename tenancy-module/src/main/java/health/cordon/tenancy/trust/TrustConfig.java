package health.cordon.tenancy.trust;

import health.cordon.tenancy.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * @param authorities of the hospital's own; those of the Java runtime are trusted anyway
 */
public record TrustConfig(List<X509Certificate> authorities) {
    private static final long MAX_BYTES = 1 << 20;

    public static TrustConfig from(Settings settings) {
        return new TrustConfig(
                settings.withDefault("TRUSTED_CA_FILE", TrustConfig::read, List.of()));
    }

    private static List<X509Certificate> read(String file) {
        var pem = bytes(Path.of(file));
        if (new String(pem, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the file holds a private key; give certificates alone.");
        }
        var found = certificates(pem);
        if (found.stream().allMatch(TrustConfig::hasExpired)) {
            throw new IllegalArgumentException(
                    "each certificate in the file has expired; get the current ones.");
        }
        return found;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("the file is larger than 1 MiB.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            // Without its cause, which quotes the path.
            throw new IllegalArgumentException("give a file that the server can read.");
        }
    }

    private static List<X509Certificate> certificates(byte[] pem) {
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            // Said below; the message may quote what is in the file.
        }
        throw new IllegalArgumentException("give a file of certificates in PEM form.");
    }

    private static boolean hasExpired(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(Instant.now());
    }
}
