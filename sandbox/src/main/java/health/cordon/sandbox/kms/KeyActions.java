package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Making keys, and leading them through their life. */
final class KeyActions {
    private static final int DEFAULT_WINDOW_DAYS = 30;
    private static final int MAX_TAGS = 50;

    private final Keyring keyring;
    private final KeyNames names;
    private final Denials denials;

    KeyActions(Keyring keyring, KeyNames names, Denials denials) {
        this.keyring = keyring;
        this.names = names;
        this.denials = denials;
    }

    Map<String, Action> byName() {
        return Map.ofEntries(
                Map.entry("CreateKey", this::create),
                Map.entry("DescribeKey", this::describe),
                Map.entry("ListKeys", this::list),
                Map.entry("ListResourceTags", this::listTags),
                Map.entry("EnableKey", request -> change(request, KmsKey::enable)),
                Map.entry("DisableKey", request -> change(request, KmsKey::disable)),
                Map.entry("ScheduleKeyDeletion", this::scheduleDeletion),
                Map.entry("CancelKeyDeletion", this::cancelDeletion),
                Map.entry("RotateKeyOnDemand", this::rotate),
                Map.entry("PutKeyPolicy", this::putPolicy),
                Map.entry("GetKeyPolicy", this::getPolicy));
    }

    private ObjectNode create(KmsRequest request) {
        denials.check(request.principal(), request.action());
        requireSymmetric(request);
        var policy = request.has("Policy") ? request.text("Policy") : null;
        var key = KmsKey.create(request.text("Description", ""), policy, tags(request));
        return described(keyring.add(key));
    }

    private static void requireSymmetric(KmsRequest request) {
        var symmetric =
                request.text("KeySpec", "SYMMETRIC_DEFAULT").equals("SYMMETRIC_DEFAULT")
                        && request.text("KeyUsage", "ENCRYPT_DECRYPT").equals("ENCRYPT_DECRYPT");
        if (!symmetric) {
            throw new KmsFault("UnsupportedOperationException", "Only symmetric keys are made.");
        }
    }

    private static Map<String, String> tags(KmsRequest request) {
        var tags = new TreeMap<String, String>();
        for (var tag : request.body().path("Tags")) {
            tags.put(tag.path("TagKey").asText(), tag.path("TagValue").asText());
        }
        if (tags.size() > MAX_TAGS) {
            throw new KmsFault("LimitExceededException", "There are too many tags.");
        }
        return tags;
    }

    private ObjectNode describe(KmsRequest request) {
        var key = names.byAnyName(request.text("KeyId"));
        denials.check(request.principal(), request.action(), key);
        return described(key);
    }

    private ObjectNode list(KmsRequest request) {
        denials.check(request.principal(), request.action());
        var page = new Page<KmsKey>("Keys", KmsKey::id, KeyViews::listed);
        return page.of(request, keyring.all().sorted(Comparator.comparing(KmsKey::id)));
    }

    private ObjectNode listTags(KmsRequest request) {
        var answer = object().put("Truncated", false);
        var tags = answer.putArray("Tags");
        key(request).tags().forEach((k, v) -> tags.addObject().put("TagKey", k).put("TagValue", v));
        return answer;
    }

    private ObjectNode scheduleDeletion(KmsRequest request) {
        var days = request.number("PendingWindowInDays", DEFAULT_WINDOW_DAYS, 7, 30);
        var at = Instant.now().plus(Duration.ofDays(days));
        var key = keyring.change(key(request).id(), now -> now.scheduleDeletion(at));
        return object().put("KeyId", key.arn())
                .put("KeyState", key.state().wireName())
                .put("DeletionDate", KeyViews.seconds(at.toEpochMilli()))
                .put("PendingWindowInDays", days);
    }

    private ObjectNode cancelDeletion(KmsRequest request) {
        return object().put(
                        "KeyId", keyring.change(key(request).id(), KmsKey::cancelDeletion).arn());
    }

    private ObjectNode rotate(KmsRequest request) {
        return object().put("KeyId", keyring.change(key(request).id(), KmsKey::rotate).id());
    }

    private ObjectNode putPolicy(KmsRequest request) {
        var policy = request.text("Policy");
        return change(request, key -> key.withPolicy(policy));
    }

    private ObjectNode getPolicy(KmsRequest request) {
        var policy = key(request).policy();
        return object().put("Policy", policy == null ? KeyViews.DEFAULT_POLICY : policy)
                .put("PolicyName", "default");
    }

    private ObjectNode change(KmsRequest request, UnaryOperator<KmsKey> change) {
        keyring.change(key(request).id(), change);
        return object();
    }

    private KmsKey key(KmsRequest request) {
        var key = names.byIdOrArn(request.text("KeyId"));
        denials.check(request.principal(), request.action(), key);
        return key;
    }

    private static ObjectNode described(KmsKey key) {
        return object().set("KeyMetadata", KeyViews.metadata(key));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
