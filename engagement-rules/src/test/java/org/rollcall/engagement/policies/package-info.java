/** Policies as the service loads them. */
@NullMarked
package org.rollcall.engagement.policies;

import org.jspecify.annotations.NullMarked;
