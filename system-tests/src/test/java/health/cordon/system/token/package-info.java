/** Who is asking: tokens that are good, forged, borrowed or over, and the issuers behind them. */
@NullMarked
package health.cordon.system.token;

import org.jspecify.annotations.NullMarked;
