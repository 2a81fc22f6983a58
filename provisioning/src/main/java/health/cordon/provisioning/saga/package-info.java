/**
 * Makes an organisation with all that is its own, step by step.
 *
 * <p>In: what is wanted. Out: an organisation that serves, proven by a canary. Always true: each
 * step looks at what is there and makes what is missing, so that whoever asks again goes on where
 * it stopped; nobody of the organisation is let in before all of it is there; one works on an
 * organisation at a time. Not here: how a database, a bucket or a key is made.
 */
@NullMarked
package health.cordon.provisioning.saga;

import org.jspecify.annotations.NullMarked;
