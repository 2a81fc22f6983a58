package health.cordon.tenancy.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer publishes as its keys. Each reading waits for the issuer, in bounded time. Where
 * they are is asked once, and now and then again while they cannot be read there: an issuer may
 * move them. One reading at a time, on whichever thread; who reads sees to that.
 */
final class KeyDocument {
    static final Duration ASK_AGAIN = Duration.ofSeconds(10);

    private final Discovery discovery;
    private final ResourceRetriever retriever;
    private volatile @Nullable URL where;
    private volatile long asked;
    private volatile boolean away;

    KeyDocument(URI issuer, ResourceRetriever retriever) {
        this.discovery = new Discovery(issuer, retriever);
        this.retriever = retriever;
    }

    /** Those that a token may be signed with, as they are now. */
    List<JWK> read() throws IssuerRefused {
        var from = where();
        away = true;
        var keys = read(from);
        away = false;
        return keys;
    }

    private URL where() throws IssuerRefused {
        var known = where;
        if (known == null) {
            return ask();
        }
        if (away && System.nanoTime() - asked > ASK_AGAIN.toNanos()) {
            try {
                return ask();
            } catch (IssuerRefused e) {
                // Where they were may still do.
            }
        }
        return known;
    }

    private URL ask() throws IssuerRefused {
        asked = System.nanoTime();
        var found = discovery.keys();
        where = found;
        return found;
    }

    private List<JWK> read(URL from) throws IssuerRefused {
        try {
            var published = JWKSet.parse(retriever.retrieveResource(from).getContent());
            return Algorithms.usable(published);
        } catch (IOException e) {
            throw Discovery.away(e);
        } catch (ParseException e) {
            throw new IssuerRefused(IssuerFault.NO_KEYS, e);
        }
    }
}
