/** Reads files in the Jisc attendance binding, as real files are. */
@NullMarked
package org.rollcall.attendance.file.jisc;

import org.jspecify.annotations.NullMarked;
