package health.cordon.clinical.patient;

import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.keys.BlindIndex;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumns;
import org.jspecify.annotations.Nullable;

/** A patient's row: all that tells who it is stands there sealed. */
@Entity
@Table(name = "t_patient")
@Multitenant
@TenantDiscriminatorColumns({
    @TenantDiscriminatorColumn(
            name = TenantColumn.NAME,
            contextProperty = TenantColumn.PROPERTY,
            primaryKey = true),
    @TenantDiscriminatorColumn(
            name = CanaryColumn.NAME,
            contextProperty = CanaryColumn.PROPERTY,
            discriminatorType = DiscriminatorType.INTEGER)
})
public class Patient {
    public static final String TABLE = "patient";

    @Id String id;
    @Version long version;

    @Column(name = "dek_id")
    String dekId;

    @Column byte[] mrn;

    @Column(name = "mrn_index")
    byte[] mrnIndex;

    @Column(name = "family_name")
    byte[] familyName;

    @Column(name = "family_name_index")
    byte[] familyNameIndex;

    @Column(name = "family_prefix_3")
    byte @Nullable [] familyPrefix3;

    @Column(name = "family_prefix_4")
    byte @Nullable [] familyPrefix4;

    @Column(name = "family_prefix_5")
    byte @Nullable [] familyPrefix5;

    @Column(name = "family_prefix_6")
    byte @Nullable [] familyPrefix6;

    @Column(name = "given_name")
    byte @Nullable [] givenName;

    @Column(name = "birth_date")
    byte @Nullable [] birthDate;

    @Column byte @Nullable [] sex;

    @Column(name = "address_line")
    byte @Nullable [] addressLine;

    @Column byte @Nullable [] city;

    @Column(name = "postal_code")
    byte @Nullable [] postalCode;

    @Column byte @Nullable [] phone;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    @Column(name = "updated_at")
    LocalDateTime updatedAt;

    /** For JPA. */
    protected Patient() {}

    public Patient(UUID id, UUID dekId) {
        this.id = id.toString();
        this.dekId = dekId.toString();
        this.createdAt = Timestamps.now();
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public String dekId() {
        return dekId;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return Timestamps.instant(createdAt);
    }

    public Instant updatedAt() {
        return Timestamps.instant(updatedAt);
    }

    /**
     * Takes over what a client sent, sealed and indexed.
     *
     * @param prefixes whether the beginnings of the family name are indexed, too
     */
    public void fill(PatientRequest request, RowCipher cipher, DataKey indexKey, boolean prefixes) {
        indexPrefixes(prefixes ? request.familyName() : "", indexKey);
        mrn = cipher.seal("mrn", request.mrn());
        mrnIndex = mrnIndex(indexKey, request.mrn());
        familyName = cipher.seal("family_name", request.familyName());
        familyNameIndex = familyNameIndex(indexKey, request.familyName());
        givenName = cipher.sealOptional("given_name", request.givenName());
        birthDate = cipher.sealOptional("birth_date", text(request.birthDate()));
        sex = cipher.sealOptional("sex", request.sex());
        addressLine = cipher.sealOptional("address_line", request.addressLine());
        city = cipher.sealOptional("city", request.city());
        postalCode = cipher.sealOptional("postal_code", request.postalCode());
        phone = cipher.sealOptional("phone", request.phone());
        updatedAt = Timestamps.now();
    }

    private void indexPrefixes(String familyName, DataKey indexKey) {
        familyPrefix3 = NamePrefix.index(indexKey, familyName, 3);
        familyPrefix4 = NamePrefix.index(indexKey, familyName, 4);
        familyPrefix5 = NamePrefix.index(indexKey, familyName, 5);
        familyPrefix6 = NamePrefix.index(indexKey, familyName, 6);
    }

    PatientView view(RowCipher cipher) {
        var born = cipher.openOptional("birth_date", birthDate);
        return new PatientView(
                id(),
                version,
                cipher.open("mrn", mrn),
                cipher.open("family_name", familyName),
                cipher.openOptional("given_name", givenName),
                born == null ? null : LocalDate.parse(born),
                cipher.openOptional("sex", sex),
                cipher.openOptional("address_line", addressLine),
                cipher.openOptional("city", city),
                cipher.openOptional("postal_code", postalCode),
                cipher.openOptional("phone", phone),
                Timestamps.instant(createdAt),
                Timestamps.instant(updatedAt));
    }

    /** What an MRN is found by. */
    public static byte[] mrnIndex(DataKey indexKey, String mrn) {
        return BlindIndex.ofIdentifier(indexKey, "patient.mrn", mrn);
    }

    static byte[] familyNameIndex(DataKey indexKey, String familyName) {
        return BlindIndex.ofName(indexKey, "patient.family_name", familyName);
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
