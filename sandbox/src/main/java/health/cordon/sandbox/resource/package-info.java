/**
 * Buckets and keys in the stand-ins, made through the same client library that the product uses.
 *
 * <p>Always true: making one again changes nothing and gives the same name or ARN.
 */
@NullMarked
package health.cordon.sandbox.resource;

import org.jspecify.annotations.NullMarked;
