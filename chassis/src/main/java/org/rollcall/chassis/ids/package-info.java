/** The one place where ids and randomness come from. */
@NullMarked
package org.rollcall.chassis.ids;

import org.jspecify.annotations.NullMarked;
