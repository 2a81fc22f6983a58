package health.cordon.sandbox.database;

import health.cordon.sandbox.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that nobody can verify. Without one the server makes its own at each start, of RSA
 * with 4096 bits: seconds for the key, and 60 ms for each connection.
 *
 * @param folder where {@code certificate.pem} and {@code key.pem} are
 */
record SelfSigned(Path folder) {
    private static final String ALIAS = "server";

    /** Of the store between the JDK's tool and the two files; it is deleted. */
    private static final String PASSWORD = "changeit";

    private Path store() {
        return folder.resolve("key.p12");
    }

    /** What makes the key. */
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD);
    }

    /** Turns what the command made into what the server reads. */
    void write() throws IOException {
        try {
            var made = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
            var key = made.getKey(ALIAS, PASSWORD.toCharArray());
            PrivateFile.write(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
            PrivateFile.write(
                    folder.resolve("certificate.pem"),
                    pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        Files.delete(store());
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
    }
}
