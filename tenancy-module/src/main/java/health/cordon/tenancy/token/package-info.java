/**
 * Who is asking.
 *
 * <p>In: a bearer token. Out: a verified {@link health.cordon.tenancy.token.Caller}, and the one
 * tenant that it may act for. Always true: platform roles come from the platform's issuer alone; an
 * organisation with an issuer of its own is spoken for by that one alone, all others by the tenant
 * issuer; of a token nothing is logged but a prefix of its hash; every refusal of a token looks the
 * same. Cryptography is Nimbus JOSE's, none of ours.
 */
@NullMarked
package health.cordon.tenancy.token;

import org.jspecify.annotations.NullMarked;
