package health.cordon.tenancy.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

class CloudConfigTest {
    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "id-1", "AWS_SECRET_ACCESS_KEY", "hush-1");

    @Test
    void givesTheSdkWhatIsConfigured() {
        var given = CloudConfig.from(new Settings(KEYS::get)).provider().resolveCredentials();

        assertThat(given.accessKeyId()).isEqualTo("id-1");
        assertThat(given.secretAccessKey()).isEqualTo("hush-1");
    }

    @Test
    void givesASessionsTokenToo() {
        var values = new java.util.HashMap<>(KEYS);
        values.put("AWS_SESSION_TOKEN", "token-1");

        AwsCredentials given =
                CloudConfig.from(new Settings(values::get)).provider().resolveCredentials();

        assertThat(given)
                .isInstanceOfSatisfying(
                        AwsSessionCredentials.class,
                        session -> assertThat(session.sessionToken()).isEqualTo("token-1"));
    }

    @Test
    void showsNoSecret() {
        assertThat(CloudConfig.from(new Settings(KEYS::get)).toString())
                .doesNotContain("id-1", "hush-1");
    }

    @Test
    void saysWhatIsMissingWhenNothingIsFound() {
        var provider =
                CloudConfig.found(
                        () -> {
                            throw SdkClientException.create("Unable to load");
                        });

        assertThatThrownBy(provider::resolveCredentials)
                .isInstanceOf(NoCredentials.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }
}
