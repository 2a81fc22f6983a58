/**
 * Keys of organisations and patients, seen from outside; and what becomes of a tenant, and of all
 * others, while its key or all of KMS is in trouble.
 */
@NullMarked
package health.cordon.system.keys;

import org.jspecify.annotations.NullMarked;
