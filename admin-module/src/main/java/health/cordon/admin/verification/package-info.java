/**
 * Verification of an organisation's isolation over REST, and what earlier ones saw.
 *
 * <p>In: requests of platform staff. Out: findings with evidence, kept in the platform database.
 * Always true: only a platform administrator runs one; auditors read them. How it is done is {@link
 * health.cordon.tenancy.verification}'s.
 */
@NullMarked
package health.cordon.admin.verification;

import org.jspecify.annotations.NullMarked;
