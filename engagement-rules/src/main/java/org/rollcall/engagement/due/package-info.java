/** Knows whose weeks are to be assessed, and keeps facts and closing weeks out of each other's way. */
@NullMarked
package org.rollcall.engagement.due;

import org.jspecify.annotations.NullMarked;
