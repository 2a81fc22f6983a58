package health.cordon.admin.keys;

import health.cordon.tenancy.escrow.Restoration;
import health.cordon.tenancy.escrow.ReturnedKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What became of each data key that came back, in the order of the request. */
public record RestoreView(List<Item> items) {
    public record Item(UUID dek, Restoration outcome) {}

    static RestoreView of(List<ReturnedKey> keys, List<Restoration> outcomes) {
        return new RestoreView(
                IntStream.range(0, keys.size())
                        .mapToObj(i -> new Item(keys.get(i).dek(), outcomes.get(i)))
                        .toList());
    }
}
