package health.cordon.tenancy.trust;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * The authorities that every outgoing connection believes.
 *
 * <p>Made here and not left to the application server, whose own default trusts its key store
 * alone.
 */
@ApplicationScoped
public class Trust {
    @Inject TrustConfig trustConfig;
    private TrustManager[] managers = {};

    /** The same, made by hand. */
    public static Trust of(TrustConfig config) {
        var trust = new Trust();
        trust.trustConfig = config;
        trust.open();
        return trust;
    }

    @PostConstruct
    void open() {
        managers = managers(store(trustConfig.authorities()));
    }

    /** For HTTPS connections of the Java runtime. */
    public SSLSocketFactory socketFactory() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }

    /** For AWS clients; resolves names through the address check at each connection. */
    public Apache5HttpClient.Builder httpClient() {
        return Apache5HttpClient.builder()
                .tlsTrustManagersProvider(() -> managers)
                .dnsResolver(new CheckingResolver());
    }

    /** The Java runtime's own authorities and the given ones, as one store. */
    static KeyStore store(List<X509Certificate> more) {
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
