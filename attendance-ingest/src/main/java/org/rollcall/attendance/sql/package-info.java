/** Runs statements against the service's database and reads their rows. */
@NullMarked
package org.rollcall.attendance.sql;

import org.jspecify.annotations.NullMarked;
