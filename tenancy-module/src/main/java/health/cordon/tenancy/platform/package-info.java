/**
 * The platform database: one per installation, with organisations, what each owns, and the
 * administrative audit trail.
 *
 * <p>In: {@code PLATFORM_DB_URL}. Out: {@link health.cordon.tenancy.platform.PlatformDatabase} for
 * SQL. Always true: its schema is migrated before anything reads it. Not here: anything clinical.
 */
@NullMarked
package health.cordon.tenancy.platform;

import org.jspecify.annotations.NullMarked;
