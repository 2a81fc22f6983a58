package health.cordon.tenancy.http;

import org.jspecify.annotations.Nullable;

/** Versions as HTTP has them: {@code ETag} out, {@code If-Match} in. */
public final class EntityTags {
    private EntityTags() {}

    /** The tag of a version; the id makes it useless for any other resource. */
    public static String of(Object id, long version) {
        return "\"" + id + "-" + version + "\"";
    }

    /**
     * @throws ProblemException when the header is missing or names another version
     */
    public static void require(@Nullable String ifMatch, Object id, long version) {
        required(ifMatch);
        if (!of(id, version).equals(ifMatch)) {
            throw new ProblemException(Problem.PRECONDITION_FAILED);
        }
    }

    /**
     * @throws ProblemException when the header is missing
     */
    public static void required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(Problem.PRECONDITION_REQUIRED);
        }
    }
}
