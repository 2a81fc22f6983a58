/**
 * Images of a case: the bytes in the tenant's bucket, a row with their place and checksum here.
 *
 * <p>Always true: bytes never pass through memory whole; an address works for minutes, for GET
 * only, and as a download.
 */
@NullMarked
package health.cordon.clinical.image;

import org.jspecify.annotations.NullMarked;
