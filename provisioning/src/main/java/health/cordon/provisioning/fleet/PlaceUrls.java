package health.cordon.provisioning.fleet;

import health.cordon.tenancy.database.DatabaseUrl;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * How a new database is reached: names and passwords that nobody chose.
 *
 * @param runtime of the account that will serve
 * @param migration of the account that will migrate
 */
record PlaceUrls(String ref, String runtime, String migration) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 6;

    /**
     * @param server what its account is reached by; the database is reached in the same way
     */
    static PlaceUrls on(DatabaseUrl server) {
        var hex = hex();
        var database = "cordon_p_" + hex;
        return new PlaceUrls(
                "p-" + hex,
                NewAccount.text(server, database, database + "_app"),
                NewAccount.text(server, database, database));
    }

    private static String hex() {
        var random = new byte[NAME_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Never a URL. */
    @Override
    public String toString() {
        return ref;
    }
}
