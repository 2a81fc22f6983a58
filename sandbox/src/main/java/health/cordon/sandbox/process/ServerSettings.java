package health.cordon.sandbox.process;

import health.cordon.sandbox.database.DatabaseServer;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.resource.Cloud;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The application server's environment, as it would be on a real machine, naming the stand-ins. */
record ServerSettings(Home home, Ports ports, Secrets secrets, DatabaseServer database) {
    static final String BUCKET = "cordon-shared";
    static final String AUDIENCE = "cordon";

    void write(String sharedKey, Map<String, String> overrides) {
        var settings = new TreeMap<>(defaults(sharedKey));
        settings.putAll(overrides);
        PrivateFile.write(
                home.serverEnvironment(),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Map<String, String> defaults(String sharedKey) {
        return Map.ofEntries(
                Map.entry("PLATFORM_DB_URL", database.platformUrl()),
                Map.entry("CLINICAL_DB_URL", database.clinicalUrl()),
                Map.entry("CLINICAL_DB_MIGRATION_URL", database.clinicalMigrationUrl()),
                Map.entry("CLINICAL_DB_URL_DIR", home.refs().toString()),
                Map.entry("CLINICAL_STORAGE_BUCKET", BUCKET),
                Map.entry("KMS_CMK_ARN", sharedKey),
                Map.entry("AWS_REGION", Cloud.REGION),
                Map.entry("AWS_ACCESS_KEY_ID", secrets.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", secrets.secretAccessKey()),
                Map.entry("S3_ENDPOINT", ports.url(PortName.S3, "").toString()),
                Map.entry("KMS_ENDPOINT", ports.url(PortName.KMS, "").toString()),
                Map.entry("PLATFORM_ISSUER", ports.url(PortName.ISSUER, "/platform").toString()),
                Map.entry("TENANT_ISSUER", ports.url(PortName.ISSUER, "/tenants").toString()),
                Map.entry("TOKEN_AUDIENCE", AUDIENCE),
                Map.entry("ALLOW_LOOPBACK_ENDPOINTS", "true"),
                Map.entry("ORGANISATION_REGIONS", "sandbox-1,sandbox-2"),
                Map.entry("CONNECTION_ENCRYPTION_KEYS", "k1:" + secrets.derivedKey("connections")),
                Map.entry("SERVER_ROLE_ARN", "arn:aws:iam::111122223333:role/cordon-server"),
                Map.entry("RETIREMENT_READ_ONLY_DAYS", "0"),
                Map.entry("CURSOR_KEYS", "k1:" + secrets.cursorKey()),
                Map.entry("METRICS_PASSWORD", secrets.metricsPassword()),
                Map.entry("CLINICAL_PORT", Integer.toString(ports.of(PortName.API))),
                Map.entry("ADMIN_PORT", Integer.toString(ports.of(PortName.ADMIN))),
                Map.entry("ADMIN_HTTPS_PORT", Integer.toString(ports.of(PortName.ADMIN_TLS))),
                Map.entry("KEYSTORE_PASSWORD", secrets.derived("keystore")));
    }
}
