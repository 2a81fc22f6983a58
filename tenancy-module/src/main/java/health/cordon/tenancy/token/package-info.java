/**
 * Who is asking.
 *
 * <p>In: a bearer token. Out: a verified {@link health.cordon.tenancy.token.Caller}, and the one
 * tenant that it may act for. Always true: platform roles come from the platform's issuer alone,
 * tenants from the tenant issuer alone; nothing of a token is logged; every refusal of a token
 * looks the same. Cryptography is Nimbus JOSE's, none of ours.
 */
@NullMarked
package health.cordon.tenancy.token;

import org.jspecify.annotations.NullMarked;
