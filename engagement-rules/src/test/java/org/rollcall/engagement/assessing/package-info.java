/** Assessments by several instances, and by some that die. */
@NullMarked
package org.rollcall.engagement.assessing;

import org.jspecify.annotations.NullMarked;
