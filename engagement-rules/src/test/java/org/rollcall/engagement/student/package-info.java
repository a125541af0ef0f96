/** What student records says of enrolment, and what it means. */
@NullMarked
package org.rollcall.engagement.student;

import org.jspecify.annotations.NullMarked;
