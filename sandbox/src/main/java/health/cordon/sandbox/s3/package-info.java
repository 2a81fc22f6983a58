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
 * plain); bucket policies, public-access blocks, lifecycles, tags and object locks (all answered
 * 501); checksums in the answer to a head request, although a wrong one is refused at upload.
 * Objects named {@code a} and {@code a/b} can't exist together, since one would be a file and a
 * directory: the second is answered 500.
 */
@NullMarked
package health.cordon.sandbox.s3;

import org.jspecify.annotations.NullMarked;
