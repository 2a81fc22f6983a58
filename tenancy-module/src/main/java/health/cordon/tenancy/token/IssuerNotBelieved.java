package health.cordon.tenancy.token;

import java.io.IOException;

/** The certificate or the address of an issuer is refused; the log says which and why. */
final class IssuerNotBelieved extends IOException {
    private static final long serialVersionUID = 1L;

    IssuerNotBelieved(IOException cause) {
        super("the issuer is not believed", cause);
    }
}
