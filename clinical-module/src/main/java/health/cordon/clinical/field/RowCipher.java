package health.cordon.clinical.field;

import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.FieldAddress;
import health.cordon.tenancy.keys.FieldCipher;
import health.cordon.tenancy.organisation.OrganisationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals and opens the fields of one row. */
public final class RowCipher {
    private final DataKey key;
    private final OrganisationId tenant;
    private final String table;
    private final String row;

    public RowCipher(DataKey key, OrganisationId tenant, String table, UUID row) {
        this(key, tenant, table, row.toString());
    }

    public RowCipher(DataKey key, OrganisationId tenant, String table, String row) {
        this.key = key;
        this.tenant = tenant;
        this.table = table;
        this.row = row;
    }

    public byte[] seal(String column, String value) {
        return FieldCipher.encrypt(key, address(column), value);
    }

    public byte @Nullable [] sealOptional(String column, @Nullable String value) {
        return value == null ? null : seal(column, value);
    }

    public String open(String column, byte[] stored) {
        return FieldCipher.decrypt(key, address(column), stored);
    }

    public @Nullable String openOptional(String column, byte @Nullable [] stored) {
        return stored == null ? null : open(column, stored);
    }

    private FieldAddress address(String column) {
        return new FieldAddress(tenant, table, row, column);
    }
}
