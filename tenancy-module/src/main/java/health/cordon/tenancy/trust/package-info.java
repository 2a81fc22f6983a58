/**
 * Whom this server believes when it calls others: one trust for databases, S3, KMS and issuers.
 *
 * <p>In: {@code TRUSTED_CA_FILE}. Out: {@link health.cordon.tenancy.trust.Trust}, and warnings that
 * name a key and a fix when a certificate is refused. Always true: the Java runtime's authorities
 * are trusted as well as those of the file; names are verified; a name that leads to a link-local
 * or metadata address is not called; no redirect is followed.
 */
@NullMarked
package health.cordon.tenancy.trust;

import org.jspecify.annotations.NullMarked;
