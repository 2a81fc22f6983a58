/**
 * A stand-in for the object store: S3Proxy over a directory, on loopback.
 *
 * <p>Comes in: S3 requests signed (SigV4, header or query) with the one access key that it was
 * started with. Goes out: the answers of S3, for buckets with versions, multipart uploads,
 * presigned URLs and encryption settings.
 *
 * <p>Always true: an unsigned, expired or tampered request is refused, and so is one signed with
 * another secret; buckets, objects and versions outlive a restart.
 *
 * <p>Not here: encryption itself (the headers and bucket settings are kept and shown, the files are
 * plain), bucket policies, lifecycles, tags and public-access blocks (answered 501). Objects named
 * {@code a} and {@code a/b} can't exist together, since one would be a file and a directory.
 */
@NullMarked
package health.cordon.sandbox.s3;

import org.jspecify.annotations.NullMarked;
