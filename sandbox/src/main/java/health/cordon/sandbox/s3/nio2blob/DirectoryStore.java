package health.cordon.sandbox.s3.nio2blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * Buckets as directories, objects as files, their metadata as extended attributes. S3Proxy's own
 * class of this kind leaves versions and encryption settings off, although the code is there.
 */
public final class DirectoryStore extends AbstractNio2BlobStore {

    private DirectoryStore(Path root) {
        super(root);
    }

    /** A store in that directory; refused where the file system can't keep the metadata. */
    public static DirectoryStore in(Path directory) throws IOException {
        var root = Files.createDirectories(directory).toAbsolutePath();
        if (!Files.getFileStore(root)
                .supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            throw new IOException("the file system has no extended attributes: " + root);
        }
        return new DirectoryStore(root);
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }

    @Override
    public boolean supportsBucketEncryption() {
        return true;
    }
}
