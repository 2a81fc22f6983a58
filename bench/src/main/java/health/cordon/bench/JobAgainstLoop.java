package health.cordon.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * The job against bare loops of as many threads as it has partitions, in turn, so that what else
 * the machine does meets all of them.
 */
record JobAgainstLoop(KeyHolder holder, KmsLoop loop, AdminCalls admin, int partitions) {
    private static final double GOAL = 0.8;
    private static final int ROUNDS = 3;

    /** A server is three times as fast after some 30,000 data keys as at its start. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    /**
     * @param isGoal whether the goal is one for this number of partitions
     */
    void measure(Figures figures, boolean isGoal) throws IOException, InterruptedException {
        warmUp();
        var bare = new double[ROUNDS];
        var job = new double[ROUNDS];
        var both = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            bare[i] = loop.reEncrypt(partitions);
            job[i] = holder.rewrap(admin, any -> {});
            both[i] = loop.reEncryptAndDecrypt(partitions);
        }
        figures.line(
                name("DEKs a second"),
                "%.0f by the job, %.0f by bare ReEncrypt, %.0f by ReEncrypt and Decrypt"
                        .formatted(Medians.of(job), Medians.of(bare), Medians.of(both)));
        var ratios = Medians.ratios(job, bare);
        figures.line(
                name("the job over bare ReEncrypt"),
                Medians.told(ratios) + (isGoal ? verdict(Medians.of(ratios)) : ""));
        figures.line(
                name("the job over ReEncrypt and Decrypt"),
                Medians.told(Medians.ratios(job, both)));
    }

    private void warmUp() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP.toNanos()) {
            loop.reEncryptAndDecrypt(partitions);
            holder.rewrap(admin, job -> {});
        }
    }

    private String name(String what) {
        return "%d partition%s, %s".formatted(partitions, partitions == 1 ? "" : "s", what);
    }

    private static String verdict(double ratio) {
        return "; goal at least %.1f: %s".formatted(GOAL, ratio >= GOAL ? "met" : "missed");
    }
}
