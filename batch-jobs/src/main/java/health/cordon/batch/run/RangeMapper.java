package health.cordon.batch.run;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** As many workers as this node gives to one job; none without a job request that runs. */
@Dependent
@Named("rangeMapper")
public class RangeMapper implements PartitionMapper {
    @Inject
    @BatchProperty(name = "request")
    String request;

    @Inject RunConfig config;
    @Inject Requested requested;

    @Override
    public PartitionPlan mapPartitions() {
        requested.required(request);
        var plan = new PartitionPlanImpl();
        plan.setPartitions(config.partitions());
        plan.setThreads(config.partitions());
        return plan;
    }
}
