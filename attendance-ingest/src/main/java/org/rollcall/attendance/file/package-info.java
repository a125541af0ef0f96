/** Takes attendance by files, line by line, and goes on after a crash where it stopped. */
@NullMarked
package org.rollcall.attendance.file;

import org.jspecify.annotations.NullMarked;
