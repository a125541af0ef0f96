/** Candidate policies, tried on what was stored. */
@NullMarked
package org.rollcall.engagement.replay;

import org.jspecify.annotations.NullMarked;
