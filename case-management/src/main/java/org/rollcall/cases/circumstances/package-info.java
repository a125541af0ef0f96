/** Changes of circumstances that students and staff report, and the absences that staff authorise (clause 10). */
@NullMarked
package org.rollcall.cases.circumstances;

import org.jspecify.annotations.NullMarked;
