package health.cordon.sandbox.sample;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.Random;

/** A disc with an uneven edge. */
final class Blob {
    private static final int POINTS = 90;
    private final Disc disc;
    private final double stretch;
    private final double lobes;
    private final double phase;

    Blob(Random random, Disc disc) {
        this.disc = disc;
        stretch = 0.06 + random.nextDouble() * 0.12;
        lobes = 2 + random.nextInt(3);
        phase = random.nextDouble() * 2 * Math.PI;
    }

    Point2D at(double angle, double scale) {
        double radius = disc.radius() * scale * (1 + stretch * Math.sin(lobes * angle + phase));
        return new Point2D.Double(
                disc.x() + Math.cos(angle) * radius, disc.y() + Math.sin(angle) * radius);
    }

    Path2D scaled(double scale) {
        var path = new Path2D.Double();
        for (int i = 0; i < POINTS; i++) {
            Point2D point = at(2 * Math.PI * i / POINTS, scale);
            if (i == 0) {
                path.moveTo(point.getX(), point.getY());
            } else {
                path.lineTo(point.getX(), point.getY());
            }
        }
        path.closePath();
        return path;
    }
}
