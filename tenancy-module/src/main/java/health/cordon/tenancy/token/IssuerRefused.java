package health.cordon.tenancy.token;

import org.jspecify.annotations.Nullable;

/** An issuer that cannot vouch for anybody. */
public final class IssuerRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final IssuerFault fault;

    IssuerRefused(IssuerFault fault) {
        this(fault, null);
    }

    IssuerRefused(IssuerFault fault, @Nullable Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public IssuerFault fault() {
        return fault;
    }
}
