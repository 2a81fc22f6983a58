/**
 * Data keys in escrow, on the side of whoever holds the recovery key.
 *
 * <p>In: the lines of an escrow file, and the recovery private key. Out: plain data keys, for the
 * server alone. Always true: the private key stays here; a line opens only under the organisation,
 * purpose and id that it was sealed for; nothing is taken from a file that has lost a line.
 */
@NullMarked
package health.cordon.cli.escrow;

import org.jspecify.annotations.NullMarked;
