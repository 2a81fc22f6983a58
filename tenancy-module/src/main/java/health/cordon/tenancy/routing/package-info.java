/**
 * Which clinical database serves a tenant, and the persistence unit that speaks to it.
 *
 * <p>In: the organisations' snapshot, the URLs of the environment and of {@code
 * CLINICAL_DB_URL_DIR}. Out: {@link
 * health.cordon.tenancy.routing.ClinicalPersistenceResolver#forOrg}. Always true: a unit serves
 * only after the identity that its database shows equals the one recorded for its ref; a session
 * name never repeats; a tenant whose database is unknown or away is refused, never sent elsewhere;
 * nothing is opened before it is needed, and never twice at once; no request waits for an opening
 * without a bound; what a database refuses because it is not the tenant's home is done again where
 * the home is. Decisions: 0002, 0003, 0016.
 */
@NullMarked
package health.cordon.tenancy.routing;

import org.jspecify.annotations.NullMarked;
