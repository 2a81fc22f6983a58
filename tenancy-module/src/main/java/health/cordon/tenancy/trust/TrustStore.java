package health.cordon.tenancy.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Authorities as the Java runtime wants them; for the command, too, which has no AWS client. */
final class TrustStore {
    private TrustStore() {}

    /** The Java runtime's own authorities and the given ones, as one store. */
    static KeyStore of(List<X509Certificate> more) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (var certificate : defaults()) {
                store.setCertificateEntry("runtime-" + number++, certificate);
            }
            for (var certificate : more) {
                store.setCertificateEntry("own-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trusted certificates cannot be used", e);
        }
    }

    static TrustManager[] managers(KeyStore store) {
        try {
            return factory(store).getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the trusted certificates cannot be used", e);
        }
    }

    private static X509Certificate[] defaults() throws GeneralSecurityException {
        for (var manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
