package health.cordon.moves.proof;

import java.math.BigInteger;

/**
 * A set of rows: the sum of their SHA-256 digests modulo 2^256, so that the order does not matter
 * (the additive multiset hash of Bellare and Micciancio, 1997, over a group of that size; against
 * accidents, not against somebody who can choose rows), and how many there are.
 */
public record Root(long rows, BigInteger sum) {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    /** Of no row. */
    public static final Root EMPTY = new Root(0, BigInteger.ZERO);

    /**
     * @param digest 64 hexadecimal digits
     */
    Root with(String digest) {
        return new Root(rows + 1, sum.add(new BigInteger(digest, 16)).mod(MODULUS));
    }

    /** Of both sets together. */
    public Root plus(Root other) {
        return new Root(rows + other.rows, sum.add(other.sum).mod(MODULUS));
    }
}
