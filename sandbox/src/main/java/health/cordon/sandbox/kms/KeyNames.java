package health.cordon.sandbox.kms;

import org.jspecify.annotations.Nullable;

/** Finds the key that a request means. */
final class KeyNames {
    private static final String ALIAS_ARN_PREFIX =
            KmsKey.ARN_PREFIX.replace(":key/", ":" + Aliases.PREFIX);

    private final Keyring keyring;
    private final Aliases aliases;

    KeyNames(Keyring keyring, Aliases aliases) {
        this.keyring = keyring;
        this.aliases = aliases;
    }

    /** By id or ARN, the only names that the administrative actions of AWS accept. */
    KmsKey byIdOrArn(String name) {
        return required(name, keyring.find(withoutPrefix(name, KmsKey.ARN_PREFIX)));
    }

    /** By id, ARN, alias or the alias's ARN. */
    KmsKey byAnyName(String name) {
        var alias =
                name.startsWith(ALIAS_ARN_PREFIX)
                        ? Aliases.PREFIX + name.substring(ALIAS_ARN_PREFIX.length())
                        : name;
        return alias.startsWith(Aliases.PREFIX) ? byAlias(alias) : byIdOrArn(name);
    }

    static String aliasArn(String alias) {
        return ALIAS_ARN_PREFIX + withoutPrefix(alias, Aliases.PREFIX);
    }

    private KmsKey byAlias(String alias) {
        var id = aliases.keyId(alias);
        if (id == null) {
            throw KmsFault.notFound("Alias " + aliasArn(alias));
        }
        return required(alias, keyring.find(id));
    }

    private static KmsKey required(String name, @Nullable KmsKey key) {
        if (key == null) {
            throw KmsFault.notFound("Key '" + name + "'");
        }
        return key;
    }

    private static String withoutPrefix(String name, String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
