package health.cordon.tenancy.start;

import java.util.List;
import java.util.Optional;

/** Whether this Java was started with what it needs to be trusted with keys (decision 0017). */
record JavaOptions(int release, List<String> arguments) {
    private static final int LOSES_COPIES = 17;
    private static final String REMEDY = "-XX:ArrayOperationPartialInlineSize=0";

    /** Ends it, too, and is slower. */
    private static final String OTHER_REMEDY = "-XX:-DoEscapeAnalysis";

    /** A sentence for the log, if something is missing. */
    Optional<String> warning() {
        boolean fine =
                release != LOSES_COPIES
                        || arguments.contains(REMEDY)
                        || arguments.contains(OTHER_REMEDY);
        return fine
                ? Optional.empty()
                : Optional.of(
                        "This Java 17 runs without "
                                + REMEDY
                                + ": on processors with AVX-512 its compiler loses what is copied"
                                + " into short arrays, and fields do not open any more; use the"
                                + " product's jvm.options.");
    }
}
