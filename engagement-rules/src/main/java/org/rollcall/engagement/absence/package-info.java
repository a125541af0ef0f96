/** Keeps the authorised absences that excuse sessions. */
@NullMarked
package org.rollcall.engagement.absence;

import org.jspecify.annotations.NullMarked;
