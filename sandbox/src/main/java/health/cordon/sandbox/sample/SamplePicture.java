package health.cordon.sandbox.sample;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws a picture that looks like stained tissue and shows nobody's: the same for one seed. */
final class SamplePicture {
    static final int SIZE = 512;

    private static final int NOISE = 7;

    /** Drops the outermost pixels, which a convolution leaves black. */
    private static final int MARGIN = 2;

    private SamplePicture() {}

    static byte[] png(long seed) {
        var random = new Random(seed);
        BufferedImage sharp = paint(random);
        BufferedImage soft = soften(sharp).getSubimage(MARGIN, MARGIN, SIZE, SIZE);
        return encode(speckle(soft, random));
    }

    private static BufferedImage paint(Random random) {
        // A display may be named and not be there; nothing here needs one.
        System.setProperty("java.awt.headless", "true");
        int size = SIZE + 2 * MARGIN;
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            new Tissue(canvas, size, random).paint();
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private static BufferedImage soften(BufferedImage image) {
        float[] weights = {
            1 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 4 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 1 / 16f
        };
        return new ConvolveOp(new Kernel(3, 3, weights)).filter(image, null);
    }

    private static BufferedImage speckle(BufferedImage image, Random random) {
        var result = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                result.setRGB(x, y, brighter(image.getRGB(x, y), random.nextInt(-NOISE, NOISE)));
            }
        }
        return result;
    }

    private static int brighter(int rgb, int by) {
        return channel(rgb, 16, by) | channel(rgb, 8, by) | channel(rgb, 0, by);
    }

    private static int channel(int rgb, int shift, int by) {
        int value = ((rgb >> shift) & 0xFF) + by;
        return Math.max(0, Math.min(255, value)) << shift;
    }

    private static byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("This JDK cannot write PNG");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
