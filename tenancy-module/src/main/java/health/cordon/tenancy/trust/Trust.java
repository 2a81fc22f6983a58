package health.cordon.tenancy.trust;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
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
        managers = TrustStore.managers(TrustStore.of(trustConfig.authorities()));
    }

    /** For HTTPS connections of the Java runtime. */
    public SSLContext tls() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
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
}
