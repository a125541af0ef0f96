/** Counts working days and says which days it skipped, and why. */
@NullMarked
package org.rollcall.chassis.workingdays;

import org.jspecify.annotations.NullMarked;
