package health.cordon.sandbox.command;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.sandbox.home.PortName;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ports; every option has a variable of the same name. */
final class PortOptions {
    private static final int HIGHEST = 65_535;

    @Option(names = "--api-port", description = "Clinical API; CORDON_API_PORT, usually 9080.")
    private @Nullable Integer api;

    @Option(names = "--admin-port", description = "Administration; CORDON_ADMIN_PORT, 9081.")
    private @Nullable Integer admin;

    @Option(names = "--db-port", description = "Database; CORDON_DB_PORT, 9082.")
    private @Nullable Integer database;

    @Option(names = "--s3-port", description = "S3; CORDON_S3_PORT, 9083.")
    private @Nullable Integer s3;

    @Option(names = "--kms-port", description = "KMS; CORDON_KMS_PORT, 9084.")
    private @Nullable Integer kms;

    @Option(names = "--issuer-port", description = "Issuer; CORDON_ISSUER_PORT, 9085.")
    private @Nullable Integer issuer;

    @Option(
            names = "--admin-tls-port",
            description = "Administration over TLS, for metrics; CORDON_ADMIN_TLS_PORT, 9086.")
    private @Nullable Integer adminTls;

    Map<PortName, Integer> wishes() {
        var wishes = new EnumMap<PortName, Integer>(PortName.class);
        for (var name : PortName.values()) {
            var wish = given(name) == null ? fromEnvironment(name) : given(name);
            if (wish != null) {
                wishes.put(name, checked(name, wish));
            }
        }
        return wishes;
    }

    private @Nullable Integer given(PortName name) {
        return switch (name) {
            case API -> api;
            case ADMIN -> admin;
            case DB -> database;
            case S3 -> s3;
            case KMS -> kms;
            case ISSUER -> issuer;
            case ADMIN_TLS -> adminTls;
        };
    }

    private static @Nullable Integer fromEnvironment(PortName name) {
        var text = System.getenv(name.variable());
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : Integer.valueOf(-1);
    }

    private static int checked(PortName name, int port) {
        if (port < 1 || port > HIGHEST) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "A port is a number from 1 to 65535; check %s and %s."
                            .formatted(name.option(), name.variable()));
        }
        return port;
    }
}
