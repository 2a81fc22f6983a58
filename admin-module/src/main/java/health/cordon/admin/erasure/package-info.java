/**
 * Who was erased, for platform staff: ids, counts, who asked and when.
 *
 * <p>In: an organisation. Out: its part of the platform's list. Always true: nothing clinical, and
 * no clinical database is asked.
 */
@NullMarked
package health.cordon.admin.erasure;

import org.jspecify.annotations.NullMarked;
