package health.cordon.tenancy.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes violations before the container's own mapper, which is closer to them than a mapper of
 * everything and would answer in plain text that quotes the values.
 */
@Provider
@ApplicationScoped
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {
    @Inject ProblemMapper problems;

    @Override
    public Response toResponse(ConstraintViolationException thrown) {
        return problems.toResponse(thrown);
    }
}
