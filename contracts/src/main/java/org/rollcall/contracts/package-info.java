/** Says what crosses a boundary of the suite: one record per event, one constant per topic. */
@NullMarked
package org.rollcall.contracts;

import org.jspecify.annotations.NullMarked;
