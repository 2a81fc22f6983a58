/**
 * Keys and buckets that are made for organisations.
 *
 * <p>In: an organisation's id and slug. Out: a KMS key under its alias, a bucket that keeps
 * versions and is closed to the public. Always true: what is there under the name is taken only
 * when it says that it was made for this very organisation.
 */
@NullMarked
package health.cordon.provisioning.cloud;

import org.jspecify.annotations.NullMarked;
