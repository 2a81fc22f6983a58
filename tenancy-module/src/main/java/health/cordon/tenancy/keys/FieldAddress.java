package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.OrganisationId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where an encrypted field stands: the additional authenticated data of its ciphertext. */
public record FieldAddress(OrganisationId tenant, String table, String row, String column) {
    /** Each part with its length before it, so that no two addresses read the same. */
    byte[] bytes(byte version) {
        var out = new ByteArrayOutputStream();
        out.write(version);
        for (var part : List.of(tenant.toString(), table, row, column)) {
            var text = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            out.writeBytes(text);
        }
        return out.toByteArray();
    }
}
