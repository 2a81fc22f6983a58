package health.cordon.tenancy.trust;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Says in the log why an AWS client's TLS failed.
 *
 * @param key names the endpoint
 */
public record CertificateWarner(String key) implements ExecutionInterceptor {
    @Override
    public void onExecutionFailure(Context.FailedExecution failed, ExecutionAttributes attributes) {
        CertificateWarnings.report(key, failed.exception());
    }
}
