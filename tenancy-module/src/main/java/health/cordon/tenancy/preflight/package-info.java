/**
 * Looks at a database, a bucket, a key and an issuer before an organisation gets them, and again
 * whenever somebody asks.
 *
 * <p>In: an organisation and the dimensions to look at. Out: one {@link
 * health.cordon.tenancy.preflight.Finding} per question, with evidence and, where something is
 * wrong, the missing permission and the step of the runbook. Always true: bounded time, each
 * question by itself; no lock and no transaction of the platform database is held meanwhile; no
 * finding names another organisation, a credential or a clinical value.
 */
@NullMarked
package health.cordon.tenancy.preflight;

import org.jspecify.annotations.NullMarked;
