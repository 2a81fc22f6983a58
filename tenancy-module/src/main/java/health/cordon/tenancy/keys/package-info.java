/**
 * Envelope encryption: a data key (DEK) per patient, wrapped by the organisation's KMS key or the
 * platform's.
 *
 * <p>In: plain fields of a tenant's records. Out: ciphertexts that open only in their own tenant,
 * table, row and column, and blind indexes that match only within a tenant. Always true: a wrapped
 * DEK names its key and opens only if that key is in the tenant's own history or the platform's;
 * plaintext keys live in a bounded cache for a bounded time; a key that KMS fails with holds up a
 * few calls of its own tenants, and nobody else's (decision 0018).
 */
@NullMarked
package health.cordon.tenancy.keys;

import org.jspecify.annotations.NullMarked;
