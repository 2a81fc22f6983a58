/**
 * Who this server is to S3 and KMS.
 *
 * <p>In: {@code AWS_ACCESS_KEY_ID} and its companions. Out: one provider of credentials for all
 * clients. Always true: what is set in the configuration goes before what the SDK finds by itself;
 * no secret is in a log or a message.
 */
@NullMarked
package health.cordon.tenancy.cloud;

import org.jspecify.annotations.NullMarked;
