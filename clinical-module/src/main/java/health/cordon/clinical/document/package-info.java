/**
 * What images and reports do alike: an object of a case, from upload to removal.
 *
 * <p>In: a kind of object, a case, bytes. Out: rows with a place, and short-lived addresses. Always
 * true: a case of another organisation is as unknown as one that never was; a repeated upload
 * answers with what the first one made.
 */
@NullMarked
package health.cordon.clinical.document;

import org.jspecify.annotations.NullMarked;
