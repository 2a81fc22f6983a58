/**
 * Reads FHIR R4 bundles. In comes a stream of JSON that nobody has checked; out goes a {@link
 * health.cordon.clinical.fhir.BundleContents} of plain records, or one refusal that says where the
 * fault is and never what stood there.
 *
 * <p>Always true: every bound is checked while reading, so a bundle costs no more memory than its
 * limits allow; only the elements that become records reach HAPI, so what a sender puts elsewhere
 * is neither parsed nor kept; no reference is ever fetched; nothing here names a tenant, a bucket
 * or a key, so no bundle can. A bundle in which one identity stands for two different things is
 * refused, because importing it would lose one of them.
 *
 * <p>Not here: gzip, transactions, storage, tenants. The caller has those.
 */
@NullMarked
package health.cordon.clinical.fhir;

import org.jspecify.annotations.NullMarked;
