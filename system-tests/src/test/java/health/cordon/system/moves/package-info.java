/** Moves of a tenant between two databases, by the engine alone, while others write. */
@NullMarked
package health.cordon.system.moves;

import org.jspecify.annotations.NullMarked;
