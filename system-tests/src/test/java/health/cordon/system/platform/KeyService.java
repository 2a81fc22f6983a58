package health.cordon.system.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.resource.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The key service as its administrator sees it, with the switches of the stand-in. */
public record KeyService(KmsClient kms, Client control) implements AutoCloseable {
    static KeyService of(Sandbox sandbox) {
        var secrets = Secrets.of(sandbox.home());
        return new KeyService(
                KmsClient.builder()
                        .endpointOverride(sandbox.url(PortName.KMS, ""))
                        .region(Region.of(Cloud.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                secrets.accessKeyId(), secrets.secretAccessKey())))
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build(),
                Client.with(sandbox.url(PortName.KMS, "/"), ""));
    }

    public void deny(String action, String key) {
        switches("deny", action, key);
    }

    public void allow(String action, String key) {
        switches("undeny", action, key);
    }

    public void disable(String key) {
        kms.disableKey(of -> of.keyId(key));
    }

    public void enable(String key) {
        kms.enableKey(of -> of.keyId(key));
    }

    public void scheduleDeletion(String key) {
        kms.scheduleKeyDeletion(of -> of.keyId(key));
    }

    public void cancelDeletion(String key) {
        kms.cancelKeyDeletion(of -> of.keyId(key));
        enable(key);
    }

    /**
     * Lets the stand-in behave badly with a key, or with all.
     *
     * @param it {@code hangs}, {@code throttles} or {@code fails}
     */
    public void trouble(String key, String it) {
        control(Map.of("trouble", Map.of("key", key, "it", it)));
    }

    public void mend(String key) {
        control(Map.of("mend", Map.of("key", key)));
    }

    /** How often each action was called since the stand-in started. */
    public Map<String, Long> calls() {
        var calls = new TreeMap<String, Long>();
        control.get("_control/calls")
                .json()
                .properties()
                .forEach(call -> calls.put(call.getKey(), call.getValue().asLong()));
        return calls;
    }

    private void switches(String direction, String action, String key) {
        control(Map.of(direction, Map.of("action", action, "key", key)));
    }

    private void control(Map<String, ?> wish) {
        try {
            var body = new ObjectMapper().writeValueAsString(wish).getBytes(UTF_8);
            var answer =
                    control.with("Content-Type", "application/json").send("POST", "_control", body);
            if (answer.status() != 200) {
                throw new AssertionError(answer.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kms.close();
    }
}
