package health.cordon.sandbox.home;

import java.util.Locale;

/** What listens in the sandbox, and on which port unless somebody says otherwise. */
public enum PortName {
    API(9080),
    ADMIN(9081),
    DB(9082),
    S3(9083),
    KMS(9084),
    ISSUER(9085),
    ADMIN_TLS(9086);

    private final int usual;

    PortName(int usual) {
        this.usual = usual;
    }

    public int usual() {
        return usual;
    }

    public String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-port";
    }

    public String variable() {
        return "CORDON_" + name() + "_PORT";
    }
}
