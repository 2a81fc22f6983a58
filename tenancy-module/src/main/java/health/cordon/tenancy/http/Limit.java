package health.cordon.tenancy.http;

/** The {@code limit} of a list: 1 to 200. */
public record Limit(int value) {
    public Limit {
        if (value < 1 || value > Page.MAX_LIMIT) {
            throw ProblemException.invalid("limit");
        }
    }

    /** For JAX-RS. */
    public static Limit valueOf(String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw ProblemException.invalid("limit");
        }
        return new Limit(Integer.parseInt(text));
    }
}
