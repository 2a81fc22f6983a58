package health.cordon.tenancy.start;

import health.cordon.tenancy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.regex.Pattern;

/** Keys that {@code server.xml} reads, looked at here so that their faults show with all others. */
final class ServerKeys {
    private static final int SHORTEST = 12;

    /** What {@code server.xml} says when nobody else does; Liberty makes the file itself. */
    private static final String LIBERTYS_OWN = "key.p12";

    private static final String LIBERTYS_ALIAS = "default";
    private static final Pattern LIBERTYS_NAME = Pattern.compile("CN=[^,=]+,OU=[^,=]+");

    private ServerKeys() {}

    static void check(Settings settings) {
        // Liberty uses an unset variable's own name in its place, which could be guessed.
        settings.required("METRICS_PASSWORD", ServerKeys::password, "a-long-random-text");
        var password =
                settings.required("KEYSTORE_PASSWORD", ServerKeys::password, "a-long-random-text");
        settings.optional("KEYSTORE_FILE", file -> keyStore(file, password));
    }

    private static String password(String text) {
        if (Settings.filledIn(text).length() < SHORTEST) {
            throw new IllegalArgumentException("give at least 12 characters.");
        }
        return text;
    }

    /** Liberty would make a self-signed certificate in the place of a missing file. */
    private static Path keyStore(String file, String password) {
        var path = Path.of(file);
        if (file.equals(LIBERTYS_OWN)) {
            return path;
        }
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("give the whole path of the file.");
        }
        if (!holdsAKey(path, password.toCharArray())) {
            throw new IllegalArgumentException(
                    "give a PKCS12 key store with a private key, which the server can read and"
                            + " KEYSTORE_PASSWORD opens.");
        }
        return path;
    }

    private static boolean holdsAKey(Path path, char[] password) {
        try (var in = Files.newInputStream(path)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            refuseLibertys(store);
            for (var alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return true;
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            // Not passed on: the message quotes the path.
        }
        return false;
    }

    /** Where it may write, Liberty was there before us; nobody's clients trust what it made. */
    private static void refuseLibertys(KeyStore store) throws KeyStoreException {
        if (store.getCertificate(LIBERTYS_ALIAS) instanceof X509Certificate made
                && made.getSubjectX500Principal().equals(made.getIssuerX500Principal())
                && LIBERTYS_NAME.matcher(made.getSubjectX500Principal().getName()).matches()) {
            throw new IllegalArgumentException(
                    "the file was missing, and Liberty made one with a self-signed certificate;"
                            + " put your own in its place.");
        }
    }
}
