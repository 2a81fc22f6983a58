package health.cordon.tenancy.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OIDC discovery: where an issuer has its keys. They are on its own host, or they do not count. */
final class Discovery {
    private static final String PATH = "/.well-known/openid-configuration";

    private final URI issuer;
    private final ResourceRetriever retriever;

    Discovery(URI issuer, ResourceRetriever retriever) {
        this.issuer = issuer;
        this.retriever = retriever;
    }

    URL keys() throws IssuerRefused {
        var document = document(read());
        if (!issuer.toString().equals(document.get("issuer"))) {
            throw new IssuerRefused(IssuerFault.ANOTHER_NAME);
        }
        return ownKeys(document.get("jwks_uri"));
    }

    private String read() throws IssuerRefused {
        try {
            return retriever.retrieveResource(URI.create(issuer + PATH).toURL()).getContent();
        } catch (IOException e) {
            throw away(e);
        }
    }

    static IssuerRefused away(IOException cause) {
        return new IssuerRefused(
                cause instanceof IssuerNotBelieved ? IssuerFault.NOT_BELIEVED : IssuerFault.AWAY,
                cause);
    }

    private static Map<String, Object> document(String text) throws IssuerRefused {
        try {
            @Nullable Map<String, Object> document = JSONObjectUtils.parse(text);
            if (document == null) {
                throw new IssuerRefused(IssuerFault.NO_DOCUMENT);
            }
            return document;
        } catch (ParseException e) {
            throw new IssuerRefused(IssuerFault.NO_DOCUMENT, e);
        }
    }

    private URL ownKeys(@Nullable Object said) throws IssuerRefused {
        try {
            var keys = URI.create(said instanceof String text ? text : "");
            if (!issuer.getScheme().equals(keys.getScheme())
                    || !issuer.getAuthority().equals(keys.getAuthority())) {
                throw new IssuerRefused(IssuerFault.KEYS_ELSEWHERE);
            }
            return keys.toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new IssuerRefused(IssuerFault.KEYS_ELSEWHERE, e);
        }
    }
}
