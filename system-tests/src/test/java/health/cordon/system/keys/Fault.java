package health.cordon.system.keys;

import health.cordon.system.platform.KeyService;
import java.util.function.BiConsumer;

/** What can befall a key; forced at the stand-in, or by what its owner may do at KMS. */
enum Fault {
    HANGS((kms, key) -> kms.trouble(key, "hangs"), KeyService::mend),
    THROTTLES((kms, key) -> kms.trouble(key, "throttles"), KeyService::mend),
    FAILS((kms, key) -> kms.trouble(key, "fails"), KeyService::mend),
    IS_DENIED((kms, key) -> kms.deny("*", key), (kms, key) -> kms.allow("*", key)),
    IS_DISABLED(KeyService::disable, KeyService::enable),
    IS_DUE_FOR_DELETION(KeyService::scheduleDeletion, KeyService::cancelDeletion);

    private final BiConsumer<KeyService, String> begin;
    private final BiConsumer<KeyService, String> end;

    Fault(BiConsumer<KeyService, String> begin, BiConsumer<KeyService, String> end) {
        this.begin = begin;
        this.end = end;
    }

    void begin(KeyService kms, String key) {
        begin.accept(kms, key);
    }

    void end(KeyService kms, String key) {
        end.accept(kms, key);
    }
}
