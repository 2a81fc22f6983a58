/**
 * The rights that the server needs for one organisation, as policies for the cloud's administrator.
 *
 * <p>In: an organisation and what it owns or owned. Out: statements for the server's role, and the
 * policies of its bucket and key. Always true: each right is one that a call of the product needs,
 * on the organisation's own resources or its own part of shared ones. Not here: what really is
 * granted; nobody but the cloud knows that.
 */
@NullMarked
package health.cordon.admin.policy;

import org.jspecify.annotations.NullMarked;
