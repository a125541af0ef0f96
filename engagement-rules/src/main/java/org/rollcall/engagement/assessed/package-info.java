/** Keeps and shows what was said of each student: weeks, and the steps that were raised. */
@NullMarked
package org.rollcall.engagement.assessed;

import org.jspecify.annotations.NullMarked;
