package health.cordon.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SamplePictureTest {
    @Test
    void drawsTheSamePictureForTheSameSeed() {
        assertThat(SamplePicture.png(7)).isEqualTo(SamplePicture.png(7));
        assertThat(SamplePicture.png(7)).isNotEqualTo(SamplePicture.png(8));
    }

    @Test
    void drawsPinkTissueWithPurpleNuclei() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(SamplePicture.png(seed)));
            assertThat(picture.getWidth()).isEqualTo(SamplePicture.SIZE);
            assertThat(picture.getHeight()).isEqualTo(SamplePicture.SIZE);
            assertThat(share(picture, 180, 256)).isBetween(0.5, 0.98);
            assertThat(share(picture, 0, 140)).isBetween(0.01, 0.3);
        }
    }

    /** Of the pixels whose red lies in these bounds and whose green is the least of the three. */
    private static double share(BufferedImage picture, int from, int below) {
        int[] pixels = picture.getRGB(0, 0, SamplePicture.SIZE, SamplePicture.SIZE, null, 0, 512);
        long count =
                IntStream.of(pixels)
                        .filter(rgb -> red(rgb) >= from && red(rgb) < below)
                        .filter(rgb -> green(rgb) < red(rgb) && green(rgb) < (rgb & 0xFF))
                        .count();
        return (double) count / pixels.length;
    }

    private static int red(int rgb) {
        return (rgb >> 16) & 0xFF;
    }

    private static int green(int rgb) {
        return (rgb >> 8) & 0xFF;
    }
}
