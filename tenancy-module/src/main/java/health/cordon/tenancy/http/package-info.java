/**
 * What every HTTP answer of the product has in common: problems, JSON, correlation, cursors.
 *
 * <p>In: whatever a resource returns or throws. Out: JSON, or RFC 9457 problem documents with a
 * constant title. Always true: an error names no other tenant, no value, no class and no message of
 * a library; a cursor opens only for the tenant, verb and filters that it was made for.
 */
@NullMarked
package health.cordon.tenancy.http;

import org.jspecify.annotations.NullMarked;
