/** Student Attendance Agreements: proposed, signed by both, reviewed, and printed. */
@NullMarked
package org.rollcall.cases.agreements;

import org.jspecify.annotations.NullMarked;
