package health.cordon.system.placement;

import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database, a bucket and a key that an organisation may be given. */
record Dedicated(Platform platform, String ref, String bucket, String key) {
    static final int DATABASE = 4;
    static final int BUCKET = 2;
    static final int KEY = 1;

    static Dedicated create(Platform platform) {
        var name = Organisation.unique("own-");
        var sandbox = platform.sandbox();
        sandbox.createDatabase(name);
        return new Dedicated(platform, name, sandbox.createBucket(name), sandbox.createKey(name));
    }

    Database database() {
        return platform.database(ref);
    }

    /** By plain SQL, as a database administrator does. */
    void assignBySql(Organisation organisation) {
        update(organisation, quoted(ref), quoted(bucket), quoted(key));
    }

    void assignBucketAndKeyBySql(Organisation organisation) {
        update(organisation, "NULL", quoted(bucket), quoted(key));
    }

    /**
     * @param dimensions the sum of {@link #DATABASE}, {@link #BUCKET} and {@link #KEY}
     */
    void assignSomeBySql(Organisation organisation, int dimensions) {
        update(
                organisation,
                (dimensions & DATABASE) == 0 ? "NULL" : quoted(ref),
                (dimensions & BUCKET) == 0 ? "NULL" : quoted(bucket),
                (dimensions & KEY) == 0 ? "NULL" : quoted(key));
    }

    /** The body of a change to those dimensions. */
    Map<String, @Nullable String> someOf(int dimensions) {
        return change(
                (dimensions & DATABASE) == 0 ? null : ref,
                (dimensions & BUCKET) == 0 ? null : bucket,
                (dimensions & KEY) == 0 ? null : key);
    }

    void clearBySql(Organisation organisation) {
        update(organisation, "NULL", "NULL", "NULL");
    }

    /** The body of a change through the product. */
    Map<String, @Nullable String> change() {
        return change(ref, bucket, key);
    }

    static Map<String, @Nullable String> change(
            @Nullable String ref, @Nullable String bucket, @Nullable String key) {
        var change = new HashMap<String, @Nullable String>();
        change.put("name", "Changed");
        change.put("clinicalDbConnectionRef", ref);
        change.put("clinicalStorageBucket", bucket);
        change.put("clinicalKmsKeyArn", key);
        return change;
    }

    String url() {
        try {
            return Files.readString(urlFile(platform, ref));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a ref have that URL from the next refresh on. */
    static void writeUrl(Platform platform, String ref, String url) {
        PrivateFile.write(urlFile(platform, ref), url);
    }

    static void removeUrl(Platform platform, String ref) {
        try {
            Files.delete(urlFile(platform, ref));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path urlFile(Platform platform, String ref) {
        var variable = "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
        return platform.sandbox().home().refs().resolve(variable);
    }

    private void update(Organisation organisation, String db, String s3, String kms) {
        platform.platformDatabase()
                .execute(
                        """
                        UPDATE organisation SET clinical_db_connection_ref = %s,
                          clinical_storage_bucket = %s, clinical_kms_key_arn = %s
                        WHERE slug = '%s'
                        """
                                .formatted(db, s3, kms, organisation.slug()));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
