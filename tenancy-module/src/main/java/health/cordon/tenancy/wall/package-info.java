/**
 * The two walls that a clinical database keeps itself: each session sees the rows of one tenant,
 * and nothing is written outside of that tenant's home.
 *
 * <p>In: a migrated database, the account that serves from it, and for each piece of work a {@link
 * health.cordon.tenancy.wall.TenantSession}. Out: views, triggers, a function and grants; and
 * connections on which a tenant is set, signed for that one connection. Always true: an account
 * that serves has no right on a table of tenants; a connection whose tenant was not set shows
 * nothing; a tenant that was set without a signature is an error, not an empty answer; no round
 * trip is spent when a connection serves the same tenant again. Not here: who the tenant is, and
 * which database is its home. Decisions: 0015, 0016.
 */
@NullMarked
package health.cordon.tenancy.wall;

import org.jspecify.annotations.NullMarked;
