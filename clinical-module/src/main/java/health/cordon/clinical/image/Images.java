package health.cordon.clinical.image;

import health.cordon.clinical.document.CaseDocuments;
import health.cordon.clinical.document.Kind;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.tenancy.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pictures of the bound organisation. */
@ApplicationScoped
public class Images {
    private static final Kind<Image> KIND =
            new Kind<>(Image.class, "images", "image", ContentTypes.images());

    @Inject CaseDocuments documents;

    /** Adds a picture to a case. */
    public ImageView add(UUID caseId, InputStream body, Optional<UploadKey> repeat) {
        return view(
                documents.add(
                        KIND, caseId, repeat, body, (id, object) -> new Image(id, caseId, object)));
    }

    ImageView get(UUID id) {
        return view(documents.get(KIND, id));
    }

    Page<ImageView> list(@Nullable UUID caseId, int limit, @Nullable String cursor) {
        return documents.list(KIND, caseId, limit, cursor, this::view);
    }

    void delete(UUID id) {
        documents.delete(KIND, id);
    }

    private ImageView view(Image image) {
        return new ImageView(
                image.id(),
                image.caseId(),
                image.place().bucket(),
                image.sha256(),
                image.sizeBytes(),
                image.contentType(),
                image.createdAt(),
                documents.address(image));
    }
}
