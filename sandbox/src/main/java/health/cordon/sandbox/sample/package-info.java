/**
 * What the sandbox starts with: two organisations, the people in {@code samples/}, a few pictures.
 *
 * <p>In come the addresses of a running server, tokens for it, and a folder of bundles; out goes
 * nothing but what the product's own REST interface was asked to make. Always true: seeding twice
 * makes nothing twice, and no person or tissue in it exists.
 */
@NullMarked
package health.cordon.sandbox.sample;

import org.jspecify.annotations.NullMarked;
