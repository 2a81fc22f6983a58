package health.cordon.system.platform;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificate that the server made for itself, and no other. */
final class OwnCertificate {
    private OwnCertificate() {}

    static SSLContext of(Platform platform) throws IOException, GeneralSecurityException {
        var file =
                platform.sandbox()
                        .home()
                        .liberty()
                        .resolve("servers/cordon/resources/security/key.p12");
        var keys =
                KeyStore.getInstance(
                        file.toFile(), platform.secrets().derived("keystore").toCharArray());
        var trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry("server", keys.getCertificate("default"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
