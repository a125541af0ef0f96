/** Assesses the students who are due and says what is new about them. */
@NullMarked
package org.rollcall.engagement.assessing;

import org.jspecify.annotations.NullMarked;
