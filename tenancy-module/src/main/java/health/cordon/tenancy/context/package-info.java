/**
 * The tenant that the current work is done for.
 *
 * <p>In: a tenant that a verified token allows, or that platform staff names. Out: {@link
 * health.cordon.tenancy.context.OrgContext#required()}. Always true: it is bound lexically, once,
 * refuses nesting and has no default; work without it is refused; staff works as itself, so the
 * audit trail says who. Only this room (and later batch artifacts) may bind it; an architecture
 * test holds that.
 */
@NullMarked
package health.cordon.tenancy.context;

import org.jspecify.annotations.NullMarked;
