/** Loads the policies at start and shows them. */
@NullMarked
package org.rollcall.engagement.policies;

import org.jspecify.annotations.NullMarked;
