package health.cordon.tenancy.token;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import health.cordon.tenancy.settings.Addresses;
import health.cordon.tenancy.trust.CertificateWarnings;
import health.cordon.tenancy.trust.Trust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads an issuer's documents. Follows no redirect, since an issuer that was checked could send us
 * anywhere, and looks where the name leads each time. The time is bounded from the first byte to
 * the last: an issuer that sends one now and then holds nobody up for longer than one that sends
 * none.
 */
final class IssuerRetriever implements ResourceRetriever {
    /** Shorter than the time to the next fetch of keys, which therefore finds it ended. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int MAX_BYTES = 100_000;
    private static final int OK = 200;

    private final String key;
    private final HttpClient http;

    /**
     * @param key names the issuer in the log
     */
    IssuerRetriever(String key, HttpClient http) {
        this.key = key;
        this.http = http;
    }

    /** One for all issuers: each has a thread of its own. */
    static HttpClient client(Trust trust) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trust.tls())
                .build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            // The answer is kept by the Java runtime for longer than it takes to connect.
            Addresses.resolve(url.getHost());
            return resource(answer(request(url)));
        } catch (IOException e) {
            if (CertificateWarnings.report(key, e)) {
                throw new IssuerNotBelieved(e);
            }
            throw e;
        }
    }

    private static HttpRequest request(URL url) {
        return HttpRequest.newBuilder(URI.create(url.toString())).build();
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        var answer = http.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the issuer cannot be read", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the issuer has not answered in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            giveUp(answer);
        }
    }

    /** Closes the connection of an exchange that has not ended. */
    private static void giveUp(CompletableFuture<?> answer) {
        answer.cancel(true);
    }

    private static Resource resource(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("the issuer answers " + answer.statusCode());
        }
        return new Resource(new String(answer.body(), StandardCharsets.UTF_8), null);
    }
}
