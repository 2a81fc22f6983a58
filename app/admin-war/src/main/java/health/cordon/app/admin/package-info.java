/** The administrative API's shell: names its resources and nothing else. */
@NullMarked
package health.cordon.app.admin;

import org.jspecify.annotations.NullMarked;
