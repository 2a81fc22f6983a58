package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.settings.AddressRefused;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerRetrieverTest {
    @Test
    void callsNoLinkLocalAddress() {
        var tls = Trust.of(new TrustConfig(List.of())).socketFactory();
        var retriever = new IssuerRetriever("TENANT_ISSUER", tls);

        assertThatExceptionOfType(AddressRefused.class)
                .isThrownBy(
                        () ->
                                retriever.retrieveResource(
                                        URI.create("https://169.254.169.254/").toURL()));
    }
}
