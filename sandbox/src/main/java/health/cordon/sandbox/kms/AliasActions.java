package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Naming keys. */
final class AliasActions {
    private final Aliases aliases;
    private final KeyNames names;
    private final Denials denials;

    AliasActions(Aliases aliases, KeyNames names, Denials denials) {
        this.aliases = aliases;
        this.names = names;
        this.denials = denials;
    }

    Map<String, Action> byName() {
        return Map.of(
                "CreateAlias", this::create,
                "UpdateAlias", this::update,
                "DeleteAlias", this::delete,
                "ListAliases", this::list);
    }

    private ObjectNode create(KmsRequest request) {
        aliases.create(request.text("AliasName"), target(request).id());
        return object();
    }

    private ObjectNode update(KmsRequest request) {
        aliases.move(request.text("AliasName"), target(request).id());
        return object();
    }

    private ObjectNode delete(KmsRequest request) {
        var name = request.text("AliasName");
        denials.check(request.principal(), request.action(), names.byAnyName(name));
        aliases.delete(name);
        return object();
    }

    private ObjectNode list(KmsRequest request) {
        denials.check(request.principal(), request.action());
        var onlyOf = request.has("KeyId") ? names.byIdOrArn(request.text("KeyId")).id() : null;
        var page = new Page<Map.Entry<String, String>>("Aliases", Map.Entry::getKey, this::view);
        return page.of(
                request,
                aliases.all().entrySet().stream()
                        .filter(alias -> onlyOf == null || alias.getValue().equals(onlyOf)));
    }

    private ObjectNode view(Map.Entry<String, String> alias) {
        return object().put("AliasName", alias.getKey())
                .put("AliasArn", KeyNames.aliasArn(alias.getKey()))
                .put("TargetKeyId", alias.getValue());
    }

    private KmsKey target(KmsRequest request) {
        var key = names.byIdOrArn(request.text("TargetKeyId"));
        denials.check(request.principal(), request.action(), key);
        return key;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
