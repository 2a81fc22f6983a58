/**
 * {@code cordon db migrate}: the clinical schema for a database that somebody made by hand.
 *
 * <p>In: a file with the URL of the database, and in it a user who may change its tables. Out: the
 * schema, the identity of the database, and a word on what was done. Always true: it may be
 * repeated; nothing but an empty or a clinical database is touched; the URL's user and password are
 * never shown. Not here: telling the servers of it, which the reference and its URL do. See
 * decision 0012.
 */
@NullMarked
package health.cordon.migration;

import org.jspecify.annotations.NullMarked;
