/** Assesses one student's weeks against the policy. */
@NullMarked
package org.rollcall.engagement.assessment;

import org.jspecify.annotations.NullMarked;
