package health.cordon.sandbox.sample;

/** Where something round is. */
record Disc(double x, double y, double radius) {
    private static final double GAP = 14;

    boolean touches(Disc other) {
        return Math.hypot(x - other.x, y - other.y) < radius + other.radius + GAP;
    }

    /** Whether a point is in it, or on its uneven edge. */
    boolean contains(double px, double py) {
        return Math.hypot(px - x, py - y) < radius * 1.15;
    }
}
