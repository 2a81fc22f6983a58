/**
 * The order in which the product starts.
 *
 * <p>Configuration first, then the platform database, the shared clinical schema (by the clinical
 * module), the first snapshot of the organisations, the shared persistence unit. Always true: a
 * failed step stops the application with one sentence per fault, and readiness stays down.
 */
@NullMarked
package health.cordon.tenancy.start;

import org.jspecify.annotations.NullMarked;
