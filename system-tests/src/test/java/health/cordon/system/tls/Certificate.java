package health.cordon.system.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its key, in the forms that servers want. */
record Certificate(KeyStore store, String alias) {
    private static final char[] PASSWORD = Authority.PASSWORD.toCharArray();

    SSLContext context() throws IOException {
        try {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(alone(), PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** For MariaDB. */
    void writePem(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("certificate.pem"), chainPem());
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key().getEncoded()));
    }

    /** For Liberty. */
    void writePkcs12(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            alone().store(out, PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    String chainPem() throws IOException {
        try {
            var text = new StringBuilder();
            for (var certificate : store.getCertificateChain(alias)) {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private KeyStore alone() throws IOException {
        try {
            var alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            alone.setKeyEntry("server", key(), PASSWORD, store.getCertificateChain(alias));
            return alone;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Key key() throws IOException {
        try {
            return store.getKey(alias, PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
    }
}
