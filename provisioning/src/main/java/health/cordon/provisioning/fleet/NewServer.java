package health.cordon.provisioning.fleet;

import health.cordon.tenancy.database.DatabaseUrl;

/**
 * A server that is to be used.
 *
 * @param stockWanted how many databases it keeps ready
 * @param url of an account that may make databases and accounts there; the database that it names
 *     does not matter
 * @param text the same, as it was given
 */
public record NewServer(
        String name, String region, int capacity, int stockWanted, DatabaseUrl url, String text) {
    /** Never the text. */
    @Override
    public String toString() {
        return name;
    }
}
