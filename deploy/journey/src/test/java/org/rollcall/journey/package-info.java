/** Stories of students, lived through the running suite as its users see it. */
@NullMarked
package org.rollcall.journey;

import org.jspecify.annotations.NullMarked;
