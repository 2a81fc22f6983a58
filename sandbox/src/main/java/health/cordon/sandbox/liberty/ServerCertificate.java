package health.cordon.sandbox.liberty;

import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.Secrets;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate that a sandbox's server made for itself. */
public final class ServerCertificate {
    private ServerCertificate() {}

    /** Trusts that one, and no other. */
    public static SSLContext trusted(Home home) throws IOException, GeneralSecurityException {
        return trusted(home, Secrets.of(home));
    }

    /** The same for a further server, which has a folder but no secrets of its own. */
    public static SSLContext trusted(Home server, Secrets secrets)
            throws IOException, GeneralSecurityException {
        var file = server.liberty().resolve("servers/cordon/resources/security/key.p12");
        var password = secrets.derived("keystore").toCharArray();
        var trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry(
                "server", KeyStore.getInstance(file.toFile(), password).getCertificate("default"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
