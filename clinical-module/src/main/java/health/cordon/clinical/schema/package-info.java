/**
 * The schema of every clinical database, shared or dedicated.
 *
 * <p>In: a database URL. Out: the migrated database with an identity of its own. Always true: one
 * changelog for all of them; every table of a tenant has {@code tenant_id NOT NULL} and unique keys
 * that start with it.
 */
@NullMarked
package health.cordon.clinical.schema;

import org.jspecify.annotations.NullMarked;
