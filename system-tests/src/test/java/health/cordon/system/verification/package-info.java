/** Verification proves isolation, and sees it when isolation is broken on purpose. */
@NullMarked
package health.cordon.system.verification;

import org.jspecify.annotations.NullMarked;
