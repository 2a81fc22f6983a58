/**
 * A stand-in for the key management service: AWS JSON 1.1 over HTTP on loopback.
 *
 * <p>Comes in: requests of any AWS SDK to CreateKey, DescribeKey, ListKeys, ListResourceTags,
 * EnableKey, DisableKey, ScheduleKeyDeletion, CancelKeyDeletion, RotateKeyOnDemand, PutKeyPolicy,
 * GetKeyPolicy, CreateAlias, UpdateAlias, DeleteAlias, ListAliases, GenerateDataKey,
 * GenerateDataKeyWithoutPlaintext, Encrypt, Decrypt and ReEncrypt. Goes out: the answers and the
 * error shapes of AWS.
 *
 * <p>Always true: the encryption context is authenticated with the ciphertext; a key, alias, state,
 * generation or denial that was acknowledged is on the disk; a ciphertext made before a rotation
 * can still be decrypted; key material leaves the directory in no answer and no log line.
 *
 * <p>For tests and demonstrations, on the same port (content type {@code application/json}):
 *
 * <ul>
 *   <li>{@code POST /_control} with any of {@code {"deny":{"principal":"AKIA…","action":"Decrypt",
 *       "key":"<id, ARN or alias>"}}}, {@code {"undeny":{…}}}, {@code
 *       {"trouble":{"key":"…","it":"hangs"}}}, {@code {"mend":{"key":"…"}}}, {@code
 *       {"ratePerSecond":5}}, {@code {"latencyMillis":200}}; {@code *} matches any principal,
 *       action or key, 0 means none. A key in trouble {@code hangs} (no answer), {@code throttles}
 *       or {@code fails} (500) whatever it is asked to encrypt or decrypt. The answer, also of
 *       {@code GET /_control}, is what holds now. Denials outlive a restart, troubles, rate and
 *       latency do not. The permissions for ReEncrypt are {@code ReEncryptFrom} and {@code
 *       ReEncryptTo}.
 *   <li>{@code GET /_control/calls} counts the calls by action since the start.
 * </ul>
 *
 * <p>Not here: signatures are not verified (the principal is the access key id that the
 * Authorization header claims), policies are kept but not evaluated, a key scheduled for deletion
 * is never destroyed, and there are no grants, no asymmetric keys and no other region.
 */
@NullMarked
package health.cordon.sandbox.kms;

import org.jspecify.annotations.NullMarked;
