/** Keeps what the topics told of each student, with the time from which it could be known, and tells it as facts. */
@NullMarked
package org.rollcall.appeals.heard;

import org.jspecify.annotations.NullMarked;
