/** Assesses every student's weeks against the policy, and says which threshold is reached and which no longer is. */
@NullMarked
package org.rollcall.engagement;

import org.jspecify.annotations.NullMarked;
