/** Gathers what is known of students today, as the core wants it. */
@NullMarked
package org.rollcall.engagement.history;

import org.jspecify.annotations.NullMarked;
