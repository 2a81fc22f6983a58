/**
 * Objects: where a tenant's new ones go, and how its old ones are reached.
 *
 * <p>In: bytes of a request. Out: an object in the tenant's bucket, or a short-lived GET address.
 * Always true: an object is never held whole in memory; its key starts with the tenant's id; an
 * address is made only for a bucket that the tenant owns or ever owned, or the shared one, and only
 * under the tenant's own prefix; every upload names its encryption key.
 */
@NullMarked
package health.cordon.tenancy.storage;

import org.jspecify.annotations.NullMarked;
