/** Knows of which faculty a programme is. */
@NullMarked
package org.rollcall.engagement.programme;

import org.jspecify.annotations.NullMarked;
