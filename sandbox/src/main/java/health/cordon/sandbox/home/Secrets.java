package health.cordon.sandbox.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Every password of the sandbox: made once, random, never shown. */
public record Secrets(
        String dbaPassword,
        String platformPassword,
        String clinicalPassword,
        String accessKeyId,
        String secretAccessKey,
        String clientSecret,
        String metricsPassword,
        String cursorKey,
        String root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The secrets of this home, made now when it has none. */
    public static Secrets of(Home home) {
        var file = home.folder().resolve("secrets.json");
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, JSON.writeValueAsString(generate()));
            }
            return JSON.readValue(file.toFile(), Secrets.class);
        } catch (IOException e) {
            throw new UncheckedIOException("secrets.json cannot be read", e);
        }
    }

    /** A password that is always the same for the same purpose, and says nothing of the others. */
    public String derived(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(root.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as a key of 32 bytes, in base64. */
    public String derivedKey(String purpose) {
        return Base64.getEncoder().encodeToString(derived(purpose).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Secrets[]";
    }

    private static Secrets generate() {
        return new Secrets(
                password(),
                password(),
                password(),
                "CORDON" + HexFormat.of().withUpperCase().formatHex(random(7)),
                password(),
                password(),
                password(),
                Base64.getEncoder().encodeToString(random(32)),
                password());
    }

    private static String password() {
        return HexFormat.of().formatHex(random(20));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
