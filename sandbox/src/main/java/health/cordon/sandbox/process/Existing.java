package health.cordon.sandbox.process;

import health.cordon.cli.remote.Rest;
import health.cordon.cli.remote.Tokens;
import health.cordon.sandbox.database.ClinicalDatabases;
import health.cordon.sandbox.database.Dba;
import health.cordon.sandbox.database.RefName;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.resource.Buckets;
import health.cordon.sandbox.resource.Cloud;
import health.cordon.sandbox.resource.Keys;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a sandbox has already, so that a command can say so before it makes it again. */
public final class Existing {
    private static final int NOT_FOUND = 404;

    private final Sandbox sandbox;
    private final Cloud cloud;
    private final Dba dba;
    private final Tokens tokens;

    Existing(Sandbox sandbox, Cloud cloud, Dba dba, Tokens tokens) {
        this.sandbox = sandbox;
        this.cloud = cloud;
        this.dba = dba;
        this.tokens = tokens;
    }

    /** Of a reference; the sandbox's own databases are none. */
    public boolean database(String name) {
        return dba.has(ClinicalDatabases.databaseOf(new RefName(name).text()));
    }

    /** False where S3 does not run. */
    public boolean bucket(String name) {
        return runs("s3") && new Buckets(cloud).exists(name);
    }

    /** False where KMS does not run. */
    public boolean key(String name) {
        return runs("kms") && new Keys(cloud).exists(name);
    }

    /** False too where no server runs that could say so. */
    public boolean noOrganisation(String slug) {
        return sandbox.status().ready()
                && new Rest(tokens).get(address(slug), "platform-admin").status() == NOT_FOUND;
    }

    private boolean runs(String service) {
        return sandbox.pid(service).isPresent();
    }

    private URI address(String slug) {
        var encoded = URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
        return sandbox.url(PortName.ADMIN, "/admin/organisations/" + encoded);
    }
}
