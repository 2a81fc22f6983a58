package health.cordon.tenancy.settings;

import java.util.List;

/** The configuration cannot be used; its message is one sentence per fault. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    InvalidSettings(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = faults;
    }

    /** One sentence per fault, each naming a key and its fix. */
    public List<String> faults() {
        return faults;
    }
}
