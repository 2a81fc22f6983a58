package health.cordon.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the job is as fast with many data keys as with few, and whether it takes more memory. The
 * smaller ones are gone through before the largest and after it, since a server becomes faster with
 * each.
 */
record RewrapSizes(AdminCalls admin, ServerMemory memory, Figures figures) {
    private static final int BEFORE_AND_AFTER = 2;

    /**
     * @param holders the smallest first
     */
    void measure(List<KeyHolder> holders) throws IOException, InterruptedException {
        var smaller = holders.subList(0, holders.size() - 1);
        var largest = holders.get(holders.size() - 1);
        var rates = holders.stream().map(any -> new ArrayList<Double>()).toList();
        go(smaller, rates);
        var watch = new MemoryWatch(memory, largest.size());
        watch.before();
        rates.get(smaller.size()).add(largest.rewrap(admin, watch::look));
        watch.after(figures);
        go(smaller, rates);
        for (int i = 0; i < holders.size(); i++) {
            figures.line(
                    "%d data keys".formatted(holders.get(i).size()),
                    "%.0f DEKs a second (median of %d jobs)"
                            .formatted(median(rates.get(i)), rates.get(i).size()));
        }
        flatness(rates.stream().map(RewrapSizes::median).toList());
    }

    private void go(List<KeyHolder> holders, List<? extends List<Double>> rates)
            throws IOException, InterruptedException {
        for (int i = 0; i < BEFORE_AND_AFTER; i++) {
            for (int j = 0; j < holders.size(); j++) {
                rates.get(j).add(holders.get(j).rewrap(admin, any -> {}));
            }
        }
    }

    private void flatness(List<Double> rates) {
        double slowest = rates.stream().min(Double::compare).orElseThrow();
        double fastest = rates.stream().max(Double::compare).orElseThrow();
        figures.line("the slowest of these over the fastest", "%.2f".formatted(slowest / fastest));
    }

    private static double median(List<Double> rates) {
        return Medians.of(rates.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
