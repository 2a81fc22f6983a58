package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes and opens DEKs without a KMS, and remembers what it was asked to open. */
public final class FakeDeks extends DekResolver {
    private static final int KEY_BYTES = 32;

    private final List<UUID> opened = new ArrayList<>();

    /** A key of its own for each id. */
    public static DataKey key(UUID id) {
        var bytes = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bytes[i] = (byte) (id.hashCode() >>> (i % 4 * 8));
        }
        var material = new KeyMaterial(bytes, Integer.MAX_VALUE);
        return new DataKey(id, material, () -> material);
    }

    public static Dek row(UUID id) {
        return new Dek(
                new DekAddress(new OrganisationId(id), Dek.Purpose.PATIENT, id),
                new WrappedDek.Kms("arn", new byte[] {1}),
                new byte[] {1});
    }

    public List<UUID> opened() {
        return opened;
    }

    @Override
    public NewDek create(Tenant tenant, UUID id) {
        return new NewDek(key(id), row(id));
    }

    @Override
    public DataKey open(Tenant tenant, Dek dek) {
        opened.add(dek.id());
        return key(dek.id());
    }
}
