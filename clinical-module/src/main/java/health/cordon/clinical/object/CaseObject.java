package health.cordon.clinical.object;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.storage.ObjectPlace;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

/** Where an object of a case lies and what its bytes were when they came. */
@MappedSuperclass
public abstract class CaseObject {
    @Id String id;

    @Column(name = "case_id")
    String caseId;

    @Column(name = "s3_bucket")
    String s3Bucket;

    @Column(name = "s3_key")
    String s3Key;

    @Column String sha256;

    @Column(name = "size_bytes")
    long sizeBytes;

    @Column(name = "content_type")
    String contentType;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    /** For JPA. */
    protected CaseObject() {}

    protected CaseObject(UUID id, UUID caseId, StoredObject object) {
        this.id = id.toString();
        this.caseId = caseId.toString();
        this.s3Bucket = object.place().bucket();
        this.s3Key = object.place().key();
        this.sha256 = object.sha256();
        this.sizeBytes = object.sizeBytes();
        this.contentType = object.contentType();
        this.createdAt = Timestamps.now();
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public UUID caseId() {
        return UUID.fromString(caseId);
    }

    public ObjectPlace place() {
        return new ObjectPlace(s3Bucket, s3Key);
    }

    public String sha256() {
        return sha256;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public String contentType() {
        return contentType;
    }

    public Instant createdAt() {
        return Timestamps.instant(createdAt);
    }
}
