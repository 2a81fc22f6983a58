package health.cordon.batch.request;

/**
 * How far a job is.
 *
 * @param done items of this pass that are as the job wants them
 * @param errors items of this pass that stay as they were
 * @param changed items that the job has changed, in all passes
 * @param verified items whose new form was tried before it was stored
 * @param calls calls of the key service
 */
public record Counts(long done, long errors, long changed, long verified, long calls) {}
