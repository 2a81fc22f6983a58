package health.cordon.tenancy.verification;

import health.cordon.tenancy.storage.ObjectEvidence;
import health.cordon.tenancy.storage.ObjectEvidence.RightMissing;
import health.cordon.tenancy.storage.ObjectPlace;
import java.util.Optional;

/** Whether the canary's object lies in the right bucket under the right key, and goes again. */
record ObjectChecks(Expected expected, ObjectEvidence evidence) {
    private static final String BUCKET = "Compare clinical_storage_bucket (runbook, step 2).";
    private static final String KEY = "Compare clinical_kms_key_arn (runbook, step 3).";

    Seen bucket(Optional<ObjectPlace> place) {
        return place.map(
                        found ->
                                found.bucket().equals(expected.bucket())
                                        ? Seen.passed("the image's row names " + found.bucket())
                                        : Seen.failed(
                                                "the image's row names %s, not %s"
                                                        .formatted(
                                                                found.bucket(), expected.bucket()),
                                                BUCKET))
                .orElseGet(() -> Seen.failed("there is no row of the image", BUCKET));
    }

    /** By the object's own header. */
    Seen key(Optional<ObjectPlace> place) throws RightMissing {
        if (place.isEmpty()) {
            return Seen.failed("not checked: there is no row of the image", KEY);
        }
        var key = evidence.keyOf(expected.tenant(), place.get());
        if (key.isEmpty()) {
            return Seen.failed("the object is not in " + place.get().bucket(), BUCKET);
        }
        return isExpected(key.get())
                ? Seen.passed(
                        "the object is in %s, encrypted under %s"
                                .formatted(place.get().bucket(), keyName()))
                : Seen.failed(
                        "the object's header names the key %s, not %s"
                                .formatted(
                                        key.get().isEmpty() ? "of nobody" : key.get(), keyName()),
                        KEY);
    }

    /** Whether no version of a removed object is left; a missing right is only a warning. */
    Seen gone(ObjectPlace place) {
        try {
            int left = evidence.versions(expected.tenant(), place);
            if (left > 0) {
                evidence.requireDeletable(expected.tenant(), place);
                left = evidence.versions(expected.tenant(), place);
            }
            return left == 0
                    ? Seen.passed("rows and object versions of the canary are gone")
                    : Seen.failed(left + " versions of the canary's object are left", BUCKET);
        } catch (RightMissing e) {
            return Seen.warning(
                    "versions of the canary's object stay, since a right is missing: " + e.right(),
                    "Grant %s on %s.".formatted(e.right(), place.bucket()));
        }
    }

    private boolean isExpected(String key) {
        return expected.key()
                .map(arn -> arn.equals(key) || !key.isEmpty() && arn.endsWith("/" + key))
                .orElse(true);
    }

    private String keyName() {
        return expected.key().orElse("the bucket's own default");
    }
}
