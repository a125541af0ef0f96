/** Lives a stored academic year again under a candidate policy, and tells who would gain or lose which step. */
@NullMarked
package org.rollcall.engagement.replay;

import org.jspecify.annotations.NullMarked;
