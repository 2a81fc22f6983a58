package health.cordon.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.importing.BundleFiles;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Rest.Upload;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;

/** The bodies that are sent. */
final class Uploads {
    private Uploads() {}

    static Upload json(JsonNode body) {
        return new Upload(
                "application/json", Optional.empty(), BodyPublishers.ofString(body.toString()));
    }

    static Upload png(byte[] picture) {
        return new Upload("image/png", Optional.empty(), BodyPublishers.ofByteArray(picture));
    }

    static Upload fhir(Path bundle) {
        try {
            return new Upload(
                    "application/fhir+json",
                    BundleFiles.isCompressed(bundle) ? Optional.of("gzip") : Optional.empty(),
                    BodyPublishers.ofFile(bundle));
        } catch (FileNotFoundException gone) {
            throw new Failure(
                    ExitCode.FAILED, "A sample cannot be read; check the samples folder.", gone);
        }
    }
}
