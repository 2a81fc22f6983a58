package health.cordon.clinical.canary;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A picture that shows nothing. */
final class CanaryPicture {
    private static final int SIDE = 8;
    private static final int YELLOW = 0xFFD800;

    private CanaryPicture() {}

    static byte[] png() {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE; i++) {
            image.setRGB(i, i, YELLOW);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            // In memory: the default is a temporary file.
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be written", e);
        }
        return bytes.toByteArray();
    }
}
