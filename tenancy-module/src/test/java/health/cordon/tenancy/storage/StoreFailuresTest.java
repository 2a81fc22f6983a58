package health.cordon.tenancy.storage;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StoreFailuresTest {
    private static final String QUOTED = "what the store says";

    @Test
    void givesTheStoresOwnCode() {
        var details = AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage(QUOTED);
        var denied = S3Exception.builder().awsErrorDetails(details.build()).build();

        assertThat(StoreFailures.code(new ProblemException(Problem.UNAVAILABLE, denied)))
                .isEqualTo("AccessDenied");
    }

    @Test
    void givesTheTypeOfWhatWentWrongElse() {
        var away = SdkClientException.create(QUOTED, new ConnectException(QUOTED));

        assertThat(StoreFailures.code(new ProblemException(Problem.UNAVAILABLE, away)))
                .isEqualTo("ConnectException");
    }
}
