package health.cordon.tenancy.keys;

import health.cordon.tenancy.cloud.NoCredentials;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Each call of KMS for a DEK: guarded by its key, counted, and told where it fails. */
@ApplicationScoped
public class KmsCalls {
    @Inject KeyGuards guards;
    @Inject KmsTimes times;

    /**
     * Makes the call, unless the key is in trouble.
     *
     * @throws ProblemException unavailable, when KMS does not give what it was asked for
     */
    <T> T call(KmsAction action, String keyArn, Supplier<T> call) {
        var guard = guards.of(keyArn);
        long began = System.nanoTime();
        try {
            var answer = guard.run(call);
            times.note(action, KmsOutcome.OK, System.nanoTime() - began);
            return answer;
        } catch (RuntimeException e) {
            var outcome = KmsOutcome.of(e);
            times.note(action, outcome, System.nanoTime() - began);
            guard.tell(action, reason(e, outcome));
            throw failure(e, outcome);
        }
    }

    /** A call that was not made is counted, and not told for each request that wanted it. */
    private static RuntimeException failure(RuntimeException e, KmsOutcome outcome) {
        if (!outcome.wasAsked()) {
            return ProblemException.noted(Problem.UNAVAILABLE);
        }
        return e instanceof SdkException ? new ProblemException(Problem.UNAVAILABLE, e) : e;
    }

    /** An error code or a type; messages may quote what is nobody's business. */
    private static String reason(RuntimeException e, KmsOutcome outcome) {
        if (!outcome.wasAsked()) {
            return "too many calls are under way";
        }
        if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return answer.awsErrorDetails().errorCode();
        }
        return e instanceof NoCredentials ? NoCredentials.SENTENCE : e.getClass().getSimpleName();
    }
}
