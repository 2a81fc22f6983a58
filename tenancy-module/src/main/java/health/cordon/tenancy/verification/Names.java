package health.cordon.tenancy.verification;

import java.util.List;

/** What the checks on a canary are called. */
final class Names {
    static final String ROWS = "canary-rows";
    static final String ELSEWHERE = "canary-elsewhere";
    static final String BUCKET = "bucket-on-row";
    static final String OBJECT_KEY = "key-on-object";
    static final String DEK = "key-on-dek";
    static final List<String> OF_CANARY = List.of(ROWS, ELSEWHERE, BUCKET, OBJECT_KEY, DEK);

    private Names() {}
}
