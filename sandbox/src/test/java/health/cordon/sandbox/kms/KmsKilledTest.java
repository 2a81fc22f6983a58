package health.cordon.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/** The server in a process of its own, killed in the middle of its work. */
class KmsKilledTest {
    private static final int ENOUGH = 40;

    @Test
    @Timeout(30)
    void losesNoAcknowledgedKey(@TempDir Path directory) throws Exception {
        var process = fork(directory);
        var acknowledged = new ConcurrentLinkedQueue<String>();
        try (var kms = KmsFixture.client(endpoint(process), KmsFixture.ALICE)) {
            var enough = new CountDownLatch(ENOUGH);
            var writer = new Thread(() -> createUntilItDies(kms, acknowledged, enough));
            writer.start();
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
            process.destroyForcibly().waitFor();
            writer.join();
        } finally {
            process.destroyForcibly();
        }

        assertThat(keysAfterRestart(directory)).containsAll(acknowledged);
    }

    private static void createUntilItDies(
            KmsClient kms, ConcurrentLinkedQueue<String> acknowledged, CountDownLatch enough) {
        try {
            while (true) {
                acknowledged.add(kms.createKey().keyMetadata().keyId());
                enough.countDown();
            }
        } catch (SdkException killed) {
            // as intended
        }
    }

    private static List<String> keysAfterRestart(Path directory) throws IOException {
        try (var server = KmsServer.start(0, directory);
                var kms = KmsFixture.client(server.endpoint(), KmsFixture.ALICE)) {
            return kms.listKeysPaginator().keys().stream().map(key -> key.keyId()).toList();
        }
    }

    private static Process fork(Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        java, "-cp", classPath, ServerProcess.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI endpoint(Process process) throws IOException {
        var endpoint = process.inputReader().readLine();
        assertThat(endpoint).startsWith("http://127.0.0.1:");
        return URI.create(endpoint);
    }

    /** What the forked process runs: it says where it answers, then waits to be killed. */
    static final class ServerProcess {
        public static void main(String[] arguments) throws IOException {
            var directory = Files.createDirectories(Path.of(arguments[0]));
            System.out.println(KmsServer.start(0, directory).endpoint());
        }
    }
}
