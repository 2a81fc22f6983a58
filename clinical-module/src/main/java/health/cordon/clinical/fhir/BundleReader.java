package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import health.cordon.clinical.fhir.BundleException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads a FHIR R4 Bundle as a stream. Threads may share one reader.
 *
 * <p>Of the bundle only patients, encounters and diagnostic reports are read; every other resource
 * is passed over and counted.
 */
public final class BundleReader {
    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_NUMBER_CHARS = 64;

    private final BundleLimits limits;
    private final JsonFactory json;

    public BundleReader(BundleLimits limits) {
        this.limits = limits;
        json =
                JsonFactory.builder()
                        .streamReadConstraints(constraints(limits))
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .build();
    }

    private static StreamReadConstraints constraints(BundleLimits limits) {
        return StreamReadConstraints.builder()
                .maxDocumentLength(limits.maxBytes())
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxResourceChars())
                .maxNameLength(MAX_NAME_CHARS)
                .maxNumberLength(MAX_NUMBER_CHARS)
                .build();
    }

    /**
     * Reads to the end of the stream, and leaves it open. A stream that breaks off, or that can't
     * be decompressed, is refused like any other that cannot be read.
     */
    public BundleContents read(InputStream bundle) throws BundleException {
        try (JsonParser parser = json.createParser(bundle)) {
            return read(new BoundedParser(parser));
        } catch (IOException broken) {
            throw new BundleException(broken(broken), "");
        }
    }

    private BundleContents read(BoundedParser parser) throws BundleException {
        try {
            return new BundleWalk(parser, limits).walk();
        } catch (StreamConstraintsException beyond) {
            throw new BundleException(Reason.TOO_LARGE, Pointers.of(parser.getParsingContext()));
        } catch (IOException broken) {
            throw new BundleException(broken(broken), Pointers.of(parser.getParsingContext()));
        }
    }

    /** Only decompression gives these two; the parser has a kind of its own for an early end. */
    private static Reason broken(IOException e) {
        return e instanceof ZipException || e instanceof EOFException
                ? Reason.NOT_GZIP
                : Reason.NOT_JSON;
    }
}
