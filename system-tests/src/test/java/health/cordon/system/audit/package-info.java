/** What is written down of each change, and what is written down nowhere. */
@NullMarked
package health.cordon.system.audit;

import org.jspecify.annotations.NullMarked;
