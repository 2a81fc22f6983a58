package health.cordon.tenancy.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that the caller should know. Made where the cause is understood. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Problem problem;
    private final transient List<String> fields;
    private final transient Map<String, Object> members;
    private final boolean noted;

    public ProblemException(Problem problem) {
        this(problem, List.of());
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.title(), cause);
        this.problem = problem;
        this.fields = List.of();
        this.members = Map.of();
        this.noted = false;
    }

    private ProblemException(Problem problem, List<String> fields) {
        this(problem, fields, Map.of());
    }

    private ProblemException(Problem problem, List<String> fields, Map<String, Object> members) {
        this(problem, fields, members, false);
    }

    private ProblemException(
            Problem problem, List<String> fields, Map<String, Object> members, boolean noted) {
        super(problem.title());
        this.problem = problem;
        this.fields = List.copyOf(fields);
        this.members = Map.copyOf(members);
        this.noted = noted;
    }

    /** A refusal of the named fields; names only, never values. */
    public static ProblemException invalid(String... fields) {
        return invalid(List.of(fields));
    }

    /** The same. */
    public static ProblemException invalid(List<String> fields) {
        return new ProblemException(Problem.INVALID_REQUEST, fields);
    }

    /**
     * A refusal of one that is none of these.
     *
     * @param allowed the operator's choices, which the caller may know
     */
    public static ProblemException invalidChoice(String field, Collection<String> allowed) {
        return new ProblemException(
                Problem.INVALID_REQUEST,
                List.of(field),
                Map.of("allowed", allowed.stream().sorted().toList()));
    }

    /**
     * @param reason a constant that machines can tell apart, where the title does not say enough
     */
    public static ProblemException refused(Problem problem, String reason, String... fields) {
        return new ProblemException(problem, List.of(fields), Map.of("reason", reason));
    }

    /** One that was counted and logged where it was made, however often it comes. */
    public static ProblemException noted(Problem problem) {
        return new ProblemException(problem, List.of(), Map.of(), true);
    }

    /** What the caller sent is taken; only where that tells nothing about others. */
    public static ProblemException conflict(String... fields) {
        return new ProblemException(Problem.CONFLICT, List.of(fields));
    }

    /** A problem whose document has one more member, such as what exactly was found. */
    public static ProblemException with(Problem problem, String member, Object value) {
        return new ProblemException(problem, List.of(), Map.of(member, value));
    }

    boolean isNoted() {
        return noted;
    }

    public Problem problem() {
        return problem;
    }

    public List<String> fields() {
        return fields == null ? List.of() : fields;
    }

    /** Further members of the document (RFC 9457, section 3.2). */
    public Map<String, Object> members() {
        return members == null ? Map.of() : members;
    }
}
