/** Asks a service everything that its OpenAPI lets one ask, and much that it does not, and judges the answers. */
@NullMarked
package org.rollcall.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
