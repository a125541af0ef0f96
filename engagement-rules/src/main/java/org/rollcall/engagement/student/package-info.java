/** Keeps who studies what at which level, and when they were enrolled. */
@NullMarked
package org.rollcall.engagement.student;

import org.jspecify.annotations.NullMarked;
