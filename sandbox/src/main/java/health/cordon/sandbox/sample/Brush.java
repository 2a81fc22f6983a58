package health.cordon.sandbox.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.util.Random;

/** Paints no two cells alike. */
record Brush(Graphics2D canvas, Random random) {
    private static final Color NUCLEUS = new Color(92, 56, 132);

    void nucleus(double x, double y, double length, double width, double angle) {
        canvas.setColor(shade(NUCLEUS, 18, (int) between(185, 240)));
        canvas.fill(
                turned(new Ellipse2D.Double(-length / 2, -width / 2, length, width), x, y, angle));
        canvas.setColor(shade(NUCLEUS.darker(), 10, 150));
        double dot = Math.min(length, width) / 3;
        double off = between(-length / 5, length / 5);
        canvas.fill(turned(new Ellipse2D.Double(off, -dot / 2, dot, dot), x, y, angle));
    }

    private static Shape turned(Ellipse2D ellipse, double x, double y, double angle) {
        var transform = AffineTransform.getTranslateInstance(x, y);
        transform.rotate(angle);
        return transform.createTransformedShape(ellipse);
    }

    /** The colour, a little lighter or darker. */
    Color shade(Color color, int spread, int alpha) {
        int by = (int) between(-spread, spread);
        return new Color(
                clamp(color.getRed() + by),
                clamp(color.getGreen() + by),
                clamp(color.getBlue() + by),
                clamp(alpha));
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }
}
