package health.cordon.tenancy.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an issuer publishes as its keys. Each reading waits for the issuer, in bounded time. */
final class KeyDocument {
    private final Discovery discovery;
    private final ResourceRetriever retriever;
    private @Nullable URL where;

    KeyDocument(URI issuer, ResourceRetriever retriever) {
        this.discovery = new Discovery(issuer, retriever);
        this.retriever = retriever;
    }

    /** Those that a token may be signed with, as they are now. */
    synchronized List<JWK> read() throws IssuerRefused {
        if (where == null) {
            where = discovery.keys();
        }
        return read(where);
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
