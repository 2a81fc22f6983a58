/**
 * A move of a tenant from one database to another while its people work.
 *
 * <p>In: the home, a target, and a register that says where home is. Out: the target is the home,
 * or nothing has changed. Always true: there is one home at each moment, and the register decides
 * which; before it has decided the move can be given up without a trace, after that it can only go
 * on; whoever goes on with a mover's work first takes an epoch of its own, at which the former
 * mover can write nothing more; a home that is closed for a change of home opens again in bounded
 * time, whoever dies. Not here: when to move, and how that is shown.
 */
@NullMarked
package health.cordon.moves.engine;

import org.jspecify.annotations.NullMarked;
