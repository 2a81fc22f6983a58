package health.cordon.system.platform;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures that show nothing. */
public final class Pictures {
    private static final int SIDE = 16;

    private Pictures() {}

    /** A small PNG, different for each seed. */
    public static byte[] png(long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A file of that size that begins like a PNG. */
    public static byte[] large(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        var head = png(seed);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }
}
