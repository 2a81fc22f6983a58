/**
 * Tests that run inside the server, beside the product's own beans.
 *
 * <p>In: the built archive. Out: the same archive with the test classes as one more library, so
 * that they are in the packages that they test, and a web module through which they are called.
 * Always true: the server is configured by the product's own {@code server.xml}; database, S3, KMS
 * and issuer are processes beside it, not shared with the other tests.
 */
@NullMarked
package health.cordon.system.container;

import org.jspecify.annotations.NullMarked;
