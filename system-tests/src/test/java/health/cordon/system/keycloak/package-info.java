/**
 * The product with a real Keycloak as the organisations' identity provider. Part of the deep
 * profile alone, which unpacks it: {@code mvn verify -Pdeep}.
 */
@NullMarked
package health.cordon.system.keycloak;

import org.jspecify.annotations.NullMarked;
