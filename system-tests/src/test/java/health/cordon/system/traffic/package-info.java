/** What goes between a node and its database, seen from the cable. */
@NullMarked
package health.cordon.system.traffic;

import org.jspecify.annotations.NullMarked;
