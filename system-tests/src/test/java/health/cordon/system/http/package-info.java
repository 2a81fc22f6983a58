/** The wire: who may ask, how a refusal looks, what may be repeated, and what answers where. */
@NullMarked
package health.cordon.system.http;

import org.jspecify.annotations.NullMarked;
