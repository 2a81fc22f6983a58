package health.cordon.tenancy.token;

import com.nimbusds.jose.util.ResourceRetriever;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;

/** Tries an issuer that an organisation has or is to have, the way its tokens are verified. */
@ApplicationScoped
public class IssuerProbe {
    @Inject Trust trust;
    @Inject TokenConfig config;
    private HttpClient http;

    @PostConstruct
    void open() {
        http = IssuerRetriever.client(trust);
    }

    /**
     * Reads its discovery document and its keys, each in bounded time; nothing is kept of them.
     *
     * @param name names the issuer in the log
     * @return how many of its keys a token may be signed with; at least one
     * @throws IllegalArgumentException when nobody may have this issuer, with a sentence that says
     *     what to give instead
     */
    public int usableKeys(String name, String address) throws IssuerRefused {
        var issuer = config.issuerOfOrganisation(address);
        return usableKeys(issuer, new IssuerRetriever(name, http));
    }

    private static int usableKeys(URI issuer, ResourceRetriever retriever) throws IssuerRefused {
        int usable = new KeyDocument(issuer, retriever).read().size();
        if (usable == 0) {
            throw new IssuerRefused(IssuerFault.NO_USABLE_KEY);
        }
        return usable;
    }
}
