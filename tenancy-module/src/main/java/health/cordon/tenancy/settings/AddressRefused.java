package health.cordon.tenancy.settings;

import java.net.UnknownHostException;

/** A name leads to an address that this server does not call. Names neither of them. */
public final class AddressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefused() {
        super("the name leads to an address that is not allowed");
    }
}
