/** Accounts for every record that was published: what was taken, what waits, what was refused. */
@NullMarked
package org.rollcall.attendance.account;

import org.jspecify.annotations.NullMarked;
