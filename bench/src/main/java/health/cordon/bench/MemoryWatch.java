package health.cordon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The server's memory before, during and after one job. */
final class MemoryWatch {
    private final ServerMemory memory;
    private final int items;
    private double liveBefore;
    private double liveAtHalf;
    private int residentBefore;
    private int mostResident;

    MemoryWatch(ServerMemory memory, int items) {
        this.memory = memory;
        this.items = items;
    }

    void before() throws IOException, InterruptedException {
        liveBefore = memory.live();
        residentBefore = memory.resident();
    }

    /** Collects once, when half is done: more often would slow the job. */
    void look(JsonNode job) throws IOException, InterruptedException {
        mostResident = Math.max(mostResident, memory.resident());
        if (liveAtHalf == 0 && job.path("done").asLong() >= items / 2) {
            liveAtHalf = memory.live();
        }
    }

    void after(Figures figures) throws IOException, InterruptedException {
        figures.line(
                "live heap of the server before, at half, after",
                "%.0f, %.0f, %.0f MB".formatted(liveBefore, liveAtHalf, memory.live()));
        figures.line(
                "resident memory of the server before, most, after",
                "%d, %d, %d MB".formatted(residentBefore, mostResident, memory.resident()));
    }
}
