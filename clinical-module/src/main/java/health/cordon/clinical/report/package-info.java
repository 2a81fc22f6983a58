/** Report documents of a case: histology reports, and other documents as notes. */
@NullMarked
package health.cordon.clinical.report;

import org.jspecify.annotations.NullMarked;
