/** Says what the service holds about students, and hears for whom it has to be kept. */
@NullMarked
package org.rollcall.attendance.privacy;

import org.jspecify.annotations.NullMarked;
