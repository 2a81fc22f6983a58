package health.cordon.bench;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A data key as KMS gave it back.
 *
 * @param key the ARN that wraps it
 * @param context what it is bound to
 */
record WrappedKey(String key, SdkBytes ciphertext, Map<String, String> context) {}
