/** The way of a case out: recommended, taken up, decided, or closed with a reason. */
@NullMarked
package org.rollcall.cases.withdrawal;

import org.jspecify.annotations.NullMarked;
