package health.cordon.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What KMS gives to threads that do nothing else: each data key is wrapped with another key, and
 * the new form thrown away.
 *
 * @param to the ARN of the other key
 */
record KmsLoop(KmsClient kms, List<WrappedKey> keys, String to) {
    private static final long NANOS = 2_500_000_000L;

    /** Data keys a second by {@code ReEncrypt} alone. */
    double reEncrypt(int threads) throws InterruptedException {
        return perSecond(threads, this::again);
    }

    /** The same where each new form is also unwrapped, as the job does before it stores one. */
    double reEncryptAndDecrypt(int threads) throws InterruptedException {
        return perSecond(threads, key -> open(key, again(key)));
    }

    private interface Call {
        Object of(WrappedKey key);
    }

    private double perSecond(int threads, Call call) throws InterruptedException {
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        Callable<Integer> worker =
                () -> {
                    int calls = 0;
                    for (; System.nanoTime() - begin < NANOS; calls++) {
                        call.of(keys.get(next.getAndIncrement() % keys.size()));
                    }
                    return calls;
                };
        int sum = 0;
        var pool = Executors.newFixedThreadPool(threads);
        try {
            for (var done : pool.invokeAll(java.util.Collections.nCopies(threads, worker))) {
                sum += done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
        return sum * 1e9 / (System.nanoTime() - begin);
    }

    private SdkBytes again(WrappedKey key) {
        return kms.reEncrypt(
                        ask ->
                                ask.sourceKeyId(key.key())
                                        .ciphertextBlob(key.ciphertext())
                                        .sourceEncryptionContext(key.context())
                                        .destinationKeyId(to)
                                        .destinationEncryptionContext(key.context()))
                .ciphertextBlob();
    }

    private SdkBytes open(WrappedKey key, SdkBytes ciphertext) {
        return kms.decrypt(
                        ask ->
                                ask.keyId(to)
                                        .ciphertextBlob(ciphertext)
                                        .encryptionContext(key.context()))
                .plaintext();
    }
}
