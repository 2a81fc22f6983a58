/**
 * Exchanges the passwords of a database that provisioning made, while it serves.
 *
 * <p>In: an organisation. Out: two accounts with new passwords in the place of those it had. Always
 * true: each account has two names, used in turn, so that the former password is valid until every
 * node surely serves from the new one; a step that was done is not undone by a repetition; one
 * works on an organisation at a time. Not here: passwords of databases that somebody made by hand.
 */
@NullMarked
package health.cordon.provisioning.rotation;

import org.jspecify.annotations.NullMarked;
