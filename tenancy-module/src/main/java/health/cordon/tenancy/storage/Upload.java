package health.cordon.tenancy.storage;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One object on its way up: whole when it fits one part, else part by part. */
final class Upload {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final S3Client client;
    private final StorageConfig config;
    private final ObjectPlace place;

    /** Without one, the bucket encrypts by itself. */
    private final @Nullable String kmsKey;

    private final MessageDigest digest = sha256();
    private long size;

    Upload(S3Client client, StorageConfig config, ObjectPlace place, @Nullable String kmsKey) {
        this.client = client;
        this.config = config;
        this.place = place;
        this.kmsKey = kmsKey;
    }

    StoredObject run(InputStream body, ContentCheck check) throws IOException {
        var first = next(body);
        var type = check.contentType(first);
        if (first.length < config.multipartThreshold()) {
            putWhole(first, type);
        } else {
            putParts(first, body, type);
        }
        return new StoredObject(place, HexFormat.of().formatHex(digest.digest()), size, type);
    }

    static String digest(InputStream body, long maxBytes) throws IOException {
        var digest = sha256();
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            size += read;
            if (size > maxBytes) {
                throw new ProblemException(Problem.TOO_LARGE);
            }
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void putWhole(byte[] content, String type) {
        client.putObject(
                put ->
                        put.bucket(place.bucket())
                                .key(place.key())
                                .contentType(type)
                                .serverSideEncryption(ObjectEncryption.by(kmsKey))
                                .ssekmsKeyId(kmsKey)
                                .bucketKeyEnabled(ObjectEncryption.bucketKey(kmsKey)),
                RequestBody.fromBytes(content));
    }

    private void putParts(byte[] first, InputStream body, String type) throws IOException {
        var id =
                client.createMultipartUpload(
                                create ->
                                        create.bucket(place.bucket())
                                                .key(place.key())
                                                .contentType(type)
                                                .serverSideEncryption(ObjectEncryption.by(kmsKey))
                                                .ssekmsKeyId(kmsKey)
                                                .bucketKeyEnabled(
                                                        ObjectEncryption.bucketKey(kmsKey)))
                        .uploadId();
        try {
            complete(id, parts(id, first, body));
        } catch (IOException | RuntimeException e) {
            abort(id, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String id, byte[] first, InputStream body)
            throws IOException {
        var done = new ArrayList<CompletedPart>();
        for (var part = first; part.length > 0; part = next(body)) {
            done.add(putPart(id, done.size() + 1, part));
        }
        return done;
    }

    private CompletedPart putPart(String id, int number, byte[] part) {
        var tag =
                client.uploadPart(
                                upload ->
                                        upload.bucket(place.bucket())
                                                .key(place.key())
                                                .uploadId(id)
                                                .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private void complete(String id, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                complete ->
                        complete.bucket(place.bucket())
                                .key(place.key())
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(parts)));
    }

    private void abort(String id, Exception reason) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(place.bucket()).key(place.key()).uploadId(id));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** The next part, counted and digested; empty at the end. */
    private byte[] next(InputStream body) throws IOException {
        var part = body.readNBytes(config.multipartThreshold());
        size += part.length;
        if (size > config.maxBytes()) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        digest.update(part);
        return part;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
