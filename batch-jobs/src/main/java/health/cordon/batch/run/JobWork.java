package health.cordon.batch.run;

import health.cordon.batch.lease.Lease;
import health.cordon.batch.request.JobRequest;
import health.cordon.tenancy.organisation.Tenant;

/** What a job does. The tenant is bound around each call. */
public interface JobWork {
    /** The name of the job, and of its file in {@code META-INF/batch-jobs}. */
    String job();

    /**
     * Does what a range is for, in steps that bear to be done again, and ends the range. Returns
     * early when it is interrupted.
     *
     * @throws health.cordon.batch.lease.LeaseLost when the range is another one's by now
     */
    void work(JobRequest request, Tenant tenant, Lease lease, Interruption interruption);
}
