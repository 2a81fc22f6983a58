/**
 * Proves where an organisation's records go, by writing one and looking for it.
 *
 * <p>In: a member of the platform's staff and an organisation. Out: one finding per check, those of
 * the pre-flight first, kept as evidence. Always true: one verification per organisation at a time;
 * bounded in time; what fails in one check is that check's finding; what it writes is a canary,
 * seen by nobody else and removed again, if not by this verification then by the next. What a
 * canary is made of, the clinical module knows ({@link health.cordon.tenancy.verification.Canary}).
 */
@NullMarked
package health.cordon.tenancy.verification;

import org.jspecify.annotations.NullMarked;
