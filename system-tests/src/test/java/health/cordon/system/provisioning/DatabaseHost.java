package health.cordon.system.provisioning;

import health.cordon.system.platform.Platform;

/** A database server as its administrator sees it. */
public interface DatabaseHost {
    /** Of the account that makes databases, without a database. */
    String url();

    /** The only value of the only row. */
    String value(String sql);

    void execute(String sql);

    /** The one of the platform's own databases. */
    static DatabaseHost of(Platform platform) {
        return new DatabaseHost() {
            @Override
            public String url() {
                return platform.sandbox().provisionerUrl();
            }

            @Override
            public String value(String sql) {
                return platform.sharedDatabase().value(sql);
            }

            @Override
            public void execute(String sql) {
                platform.sharedDatabase().execute(sql);
            }
        };
    }
}
