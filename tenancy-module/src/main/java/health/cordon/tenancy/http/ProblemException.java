package health.cordon.tenancy.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the caller should know. Made where the cause is understood. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Problem problem;
    private final transient List<String> fields;

    public ProblemException(Problem problem) {
        this(problem, List.of());
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.title(), cause);
        this.problem = problem;
        this.fields = List.of();
    }

    private ProblemException(Problem problem, List<String> fields) {
        super(problem.title());
        this.problem = problem;
        this.fields = List.copyOf(fields);
    }

    /** A refusal of the named fields; names only, never values. */
    public static ProblemException invalid(String... fields) {
        return new ProblemException(Problem.INVALID_REQUEST, List.of(fields));
    }

    public Problem problem() {
        return problem;
    }

    public List<String> fields() {
        return fields == null ? List.of() : fields;
    }
}
