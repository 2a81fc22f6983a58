/** The clinical API's shell: names its resources and nothing else. */
@NullMarked
package health.cordon.app.clinical;

import org.jspecify.annotations.NullMarked;
