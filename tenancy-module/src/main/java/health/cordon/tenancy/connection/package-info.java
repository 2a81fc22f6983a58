/**
 * Database connections that the product made itself and keeps in the platform database, sealed.
 *
 * <p>In: URLs with the passwords of accounts that provisioning made. Out: the same URLs, on any
 * node that has {@code CONNECTION_ENCRYPTION_KEYS}. Always true: what is stored opens only for the
 * organisation, the ref and the purpose that it was sealed for; no URL is ever part of a text that
 * is printed. Not here: who gets which database.
 */
@NullMarked
package health.cordon.tenancy.connection;

import org.jspecify.annotations.NullMarked;
