/**
 * What the stand-ins share: a bounded HTTP server that listens on loopback only, and files that
 * survive the death of the process.
 *
 * <p>Comes in: a port and a function from request to answer; a path and its new content. Goes out:
 * an endpoint; a file that holds either the old or the new content, never a part of it.
 *
 * <p>Always true: no request body above 1 MiB is read, no more than 16 requests run at once, a
 * request that takes longer than 30 s to arrive is dropped, one that is left without an answer
 * holds no thread and is dropped after 60 s, and a failure is answered without its message.
 *
 * <p>Not here: anything that knows KMS, S3 or OIDC.
 */
@NullMarked
package health.cordon.sandbox.standin;

import org.jspecify.annotations.NullMarked;
