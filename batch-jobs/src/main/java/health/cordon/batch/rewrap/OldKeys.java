package health.cordon.batch.rewrap;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges from what was counted which keys may go. */
final class OldKeys {
    private static final String ARN = "arn:";
    private static final List<String> WITHDRAWN =
            List.of(
                    "kms:Decrypt",
                    "kms:ReEncryptFrom",
                    // So that nothing is wrapped with it that could not be read.
                    "kms:GenerateDataKey",
                    "kms:Encrypt",
                    "kms:ReEncryptTo");

    private OldKeys() {}

    /**
     * Each key of before, but the one that everything should depend on now.
     *
     * @param today wraps the organisation's new data keys, and may not go whatever is counted
     */
    static List<OldKey> of(
            Tenant tenant,
            String target,
            String today,
            List<PlaceKeys> before,
            List<PlaceKeys> after) {
        var names = new TreeSet<String>();
        for (var places : List.of(before, after)) {
            places.forEach(place -> place.keys().forEach(key -> names.add(key.key())));
        }
        names.remove(target);
        return names.stream().map(key -> of(tenant, key, key.equals(today), after)).toList();
    }

    private static OldKey of(Tenant tenant, String key, boolean isOfToday, List<PlaceKeys> after) {
        long deks = after.stream().mapToLong(place -> place.deks(key)).sum();
        boolean free = !isOfToday && deks == 0 && after.stream().allMatch(PlaceKeys::seen);
        boolean own = tenant.keys().contains(key);
        boolean byKms = key.startsWith(ARN);
        return new OldKey(
                key,
                own,
                deks,
                free,
                isOfToday ? ofToday(key) : statement(key, deks, free, after),
                free ? advice(own, byKms) : null,
                free && byKms ? policy(tenant.id()) : null);
    }

    private static String statement(String key, long deks, boolean free, List<PlaceKeys> after) {
        if (free) {
            return "No DEK of this organisation depends on %s.".formatted(key);
        }
        if (deks == 0) {
            return "It is not known whether a DEK of this organisation depends on %s: %s could not be looked at."
                    .formatted(key, names(after.stream().filter(place -> !place.seen()).toList()));
        }
        return "%d DEKs of this organisation depend on %s, in %s."
                .formatted(
                        deks,
                        key,
                        names(after.stream().filter(place -> place.deks(key) > 0).toList()));
    }

    private static String ofToday(String key) {
        return "New data keys of this organisation are wrapped with %s: it is needed until the organisation has another key."
                .formatted(key);
    }

    private static String names(List<PlaceKeys> places) {
        return places.stream().map(PlaceKeys::database).collect(Collectors.joining(", "));
    }

    private static String advice(boolean own, boolean byKms) {
        if (!byKms) {
            return "The local master key may go, once no other organisation needs it.";
        }
        return own
                ? "kms:Decrypt on it may be revoked. Objects that S3 encrypted with it still need it; the"
                        + " policy statement spares them."
                : "The platform's key serves others: the policy statement denies it for this"
                        + " organisation's data keys.";
    }

    /** S3 has another encryption context, and other organisations have theirs. */
    private static Map<String, Object> policy(OrganisationId organisation) {
        var statement = new TreeMap<String, Object>();
        statement.put("Sid", "CordonNoDataKeysOf" + organisation.toString().replace("-", ""));
        statement.put("Effect", "Deny");
        statement.put("Principal", Map.of("AWS", "*"));
        statement.put("Action", WITHDRAWN);
        statement.put("Resource", "*");
        statement.put(
                "Condition",
                Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:EncryptionContext:cordon:organisation",
                                organisation.toString())));
        return statement;
    }
}
