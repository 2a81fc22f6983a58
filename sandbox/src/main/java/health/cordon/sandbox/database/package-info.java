/**
 * The stand-in for RDS: one MariaDB that speaks the MySQL protocol on this machine alone.
 *
 * <p>In: a folder, a port, generated passwords. Out: a running server with the platform database,
 * the shared clinical database, and dedicated ones on demand. Always true: data that exists is
 * never installed over; a killed install leaves nothing behind that looks finished; an application
 * user has rights on its own database only.
 */
@NullMarked
package health.cordon.sandbox.database;

import org.jspecify.annotations.NullMarked;
