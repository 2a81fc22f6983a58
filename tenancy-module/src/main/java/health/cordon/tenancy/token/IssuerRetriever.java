package health.cordon.tenancy.token;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import health.cordon.tenancy.settings.Addresses;
import health.cordon.tenancy.trust.CertificateWarnings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads an issuer's documents. Follows no redirect, since an issuer that was checked could send us
 * anywhere, and looks where the name leads each time.
 */
final class IssuerRetriever extends DefaultResourceRetriever {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int MAX_BYTES = 100_000;
    private final String key;

    /**
     * @param key names the issuer in the log
     */
    IssuerRetriever(String key, SSLSocketFactory tls) {
        super(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES, true, tls);
        this.key = key;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            return super.retrieveResource(url);
        } catch (IOException e) {
            CertificateWarnings.report(key, e);
            throw e;
        }
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
        // The answer is kept by the Java runtime for longer than it takes to connect.
        Addresses.resolve(url.getHost());
        var connection = super.openHTTPConnection(url);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection https) {
            https.setHostnameVerifier((host, session) -> refuseName());
        }
        return connection;
    }

    /** Asked about a name that is not the certificate's; the server's own default accepts it. */
    private boolean refuseName() {
        CertificateWarnings.report(key, new SSLPeerUnverifiedException("another name"));
        return false;
    }
}
