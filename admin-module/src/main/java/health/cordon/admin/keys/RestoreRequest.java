package health.cordon.admin.keys;

import health.cordon.tenancy.escrow.ReturnedKey;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.Dek;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Data keys that come back from escrow, each of them once. */
public record RestoreRequest(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid Item> items) {
    private static final int MOST = 200;

    /**
     * @param key 32 bytes in base64url, without padding
     */
    public record Item(
            @NotNull UUID dek,
            @NotNull Dek.Purpose purpose,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{43}") String key) {
        ReturnedKey returned() {
            return new ReturnedKey(dek, purpose, Base64.getUrlDecoder().decode(key));
        }

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Item[" + dek + "]";
        }
    }

    /**
     * @throws ProblemException when one comes twice
     */
    List<ReturnedKey> keys() {
        var ids = new HashSet<UUID>();
        if (!items.stream().allMatch(item -> ids.add(item.dek()))) {
            throw ProblemException.invalid("items");
        }
        return items.stream().map(Item::returned).toList();
    }

    static void wipe(ReturnedKey key) {
        Arrays.fill(key.plain(), (byte) 0);
    }
}
