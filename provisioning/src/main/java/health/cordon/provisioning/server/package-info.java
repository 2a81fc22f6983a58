/**
 * What the account of a database server does there.
 *
 * <p>In: the URL of an account that may make databases and accounts. Out: databases with two
 * accounts each, one that serves and one that migrates, of which neither reaches another database.
 * Always true: names are made here and never come from a caller; each statement may be repeated;
 * what is made is looked at, not remembered.
 */
@NullMarked
package health.cordon.provisioning.server;

import org.jspecify.annotations.NullMarked;
