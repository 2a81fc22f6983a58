package health.cordon.batch.run;

import health.cordon.tenancy.settings.Settings;

/**
 * @param partitions threads that a node gives to one job
 */
public record RunConfig(int partitions) {
    static RunConfig from(Settings settings) {
        return new RunConfig((int) settings.number("JOB_PARTITIONS", 2, 1, 16));
    }
}
