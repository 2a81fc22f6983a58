/**
 * A stand-in for the identity provider: two OpenID Connect issuers over one HTTP server on
 * loopback.
 *
 * <p>Comes in: the client's id and secret (HTTP Basic or form) and a wish in {@code scope}. At
 * {@code /platform} the wish is {@code platform-admin} or {@code auditor}; at {@code /tenants} it
 * is {@code org:<slug> role:<role>}, with the roles {@code clinician}, {@code clinician-read} and
 * {@code org-admin}. Goes out: an RS256 token for one hour; discovery and the public keys for those
 * who verify it.
 *
 * <p>Always true: each issuer has keys of its own, so that neither can speak for the other; the
 * platform's issuer names no tenant, and the tenants' issuer gives no platform role; private keys
 * leave the directory, readable by its owner only, in no answer and no log line.
 *
 * <p>{@code POST /_control/rotate} (content type {@code application/json}) makes a new signing key
 * at both issuers; the four before it stay published.
 *
 * <p>Not here: people, passwords, browsers, refresh tokens. Whoever knows the client's secret may
 * be anybody: that is what makes this a sandbox.
 */
@NullMarked
package health.cordon.sandbox.issuer;

import org.jspecify.annotations.NullMarked;
