/**
 * Seals every kept connection with the newest key, so that an old one can be taken away.
 *
 * <p>In: nothing. Out: how many connections each key seals. Always true: what another changed
 * meanwhile is left as he left it; what does not open is named and stays as it is; no URL and no
 * sealed text is ever part of an answer. Not here: the passwords in those URLs.
 */
@NullMarked
package health.cordon.provisioning.rekey;

import org.jspecify.annotations.NullMarked;
