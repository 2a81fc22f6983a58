/**
 * The store under the S3 stand-in: S3Proxy's file system store with its optional features on.
 *
 * <p>The room's name is not free: S3Proxy recognises its own kind of store, and with it what the
 * store can't do, by {@code .nio2blob.} in the class name.
 */
@NullMarked
package health.cordon.sandbox.s3.nio2blob;

import org.jspecify.annotations.NullMarked;
