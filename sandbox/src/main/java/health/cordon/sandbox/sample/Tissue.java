package health.cordon.sandbox.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Paints what a section stained with haematoxylin and eosin looks like from afar: pink fibres,
 * glands with a pale lumen and a rim of purple nuclei, and cells strewn between them.
 */
final class Tissue {
    private static final Color GROUND = new Color(240, 205, 221);
    private static final Color FIBRE = new Color(214, 130, 170);
    private static final Color CYTOPLASM = new Color(205, 150, 196);
    private static final Color LUMEN = new Color(250, 243, 248);
    private static final Color RED_CELL = new Color(214, 72, 92);

    private static final int FIBRES = 1400;
    private static final int GLANDS = 9;
    private static final int PLACING_ATTEMPTS = 400;
    private static final int LOOSE_CELLS = 420;
    private static final int VESSELS = 2;

    private final Graphics2D canvas;
    private final int size;
    private final Random random;
    private final Brush brush;
    private final double grain;
    private final List<Disc> glands = new ArrayList<>();

    Tissue(Graphics2D canvas, int size, Random random) {
        this.canvas = canvas;
        this.size = size;
        this.random = random;
        brush = new Brush(canvas, random);
        grain = random.nextDouble() * Math.PI;
    }

    void paint() {
        canvas.setColor(GROUND);
        canvas.fillRect(0, 0, size, size);
        repeat(FIBRES, this::fibre);
        placeGlands();
        glands.forEach(this::gland);
        repeat(LOOSE_CELLS, this::looseCell);
        repeat(VESSELS, this::redCells);
    }

    private static void repeat(int times, Runnable step) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    /** Fibres run along the grain, which turns slowly over the picture. */
    private double direction(double x, double y) {
        return grain + Math.sin(x / 130) * 0.7 + Math.cos(y / 170) * 0.7;
    }

    private void fibre() {
        double x = brush.between(-20, size + 20);
        double y = brush.between(-20, size + 20);
        double angle = direction(x, y);
        double length = brush.between(25, 90);
        double bend = brush.between(-9, 9);
        double dx = Math.cos(angle) * length;
        double dy = Math.sin(angle) * length;
        canvas.setStroke(new BasicStroke((float) brush.between(0.6, 3.2)));
        canvas.setColor(brush.shade(FIBRE, 22, (int) brush.between(30, 95)));
        canvas.draw(
                new QuadCurve2D.Double(x, y, x + dx / 2 - bend, y + dy / 2 + bend, x + dx, y + dy));
    }

    private void placeGlands() {
        for (int i = 0; i < PLACING_ATTEMPTS && glands.size() < GLANDS; i++) {
            var disc =
                    new Disc(brush.between(0, size), brush.between(0, size), brush.between(42, 82));
            if (glands.stream().noneMatch(disc::touches)) {
                glands.add(disc);
            }
        }
    }

    private void gland(Disc disc) {
        Blob outline = new Blob(random, disc);
        canvas.setColor(brush.shade(CYTOPLASM, 8, 235));
        canvas.fill(outline.scaled(1));
        canvas.setColor(brush.shade(LUMEN, 3, 245));
        canvas.fill(outline.scaled(brush.between(0.34, 0.46)));
        int cells = (int) (disc.radius() * 0.62);
        for (int i = 0; i < cells; i++) {
            double angle = 2 * Math.PI * i / cells + brush.between(-0.05, 0.05);
            Point2D at = outline.at(angle, brush.between(0.74, 0.9));
            brush.nucleus(at.getX(), at.getY(), brush.between(8, 12), brush.between(4, 6.5), angle);
        }
    }

    private void looseCell() {
        double x = brush.between(0, size);
        double y = brush.between(0, size);
        if (glands.stream().anyMatch(gland -> gland.contains(x, y))) {
            return;
        }
        boolean lymphocyte = random.nextInt(4) == 0;
        double length = lymphocyte ? brush.between(5, 6.5) : brush.between(8, 15);
        double width = lymphocyte ? length : brush.between(2.5, 4.5);
        brush.nucleus(x, y, length, width, direction(x, y) + brush.between(-0.4, 0.4));
    }

    private void redCells() {
        var vessel =
                new Disc(
                        brush.between(40, size - 40),
                        brush.between(40, size - 40),
                        brush.between(14, 26));
        if (glands.stream().anyMatch(vessel::touches)) {
            return;
        }
        canvas.setColor(LUMEN);
        canvas.fill(new Blob(random, vessel).scaled(1));
        int cells = (int) vessel.radius();
        for (int i = 0; i < cells; i++) {
            double angle = brush.between(0, 2 * Math.PI);
            double far = Math.sqrt(random.nextDouble()) * vessel.radius() * 0.7;
            canvas.setColor(brush.shade(RED_CELL, 12, 200));
            canvas.fill(
                    new Ellipse2D.Double(
                            vessel.x() + Math.cos(angle) * far - 3,
                            vessel.y() + Math.sin(angle) * far - 3,
                            6,
                            6));
        }
    }
}
