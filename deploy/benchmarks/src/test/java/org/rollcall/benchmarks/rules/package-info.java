/** What must hold before figures of the rules can be compared. */
@NullMarked
package org.rollcall.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
