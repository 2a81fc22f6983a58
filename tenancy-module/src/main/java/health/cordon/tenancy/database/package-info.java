/**
 * Connections to MySQL and MariaDB: addresses, pools, migrations.
 *
 * <p>In: a database URL as hospital IT writes it. Out: a bounded pool, or a migrated schema. Always
 * true: a URL never shows its password in {@code toString}, a log or an error; TLS is verified on
 * everything that is not loopback; all pools share one housekeeping thread.
 */
@NullMarked
package health.cordon.tenancy.database;

import org.jspecify.annotations.NullMarked;
