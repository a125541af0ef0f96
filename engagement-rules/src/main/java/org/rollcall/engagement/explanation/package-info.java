/** Remembers what every raise rested on, and explains it: so that a student who asks can be answered. */
@NullMarked
package org.rollcall.engagement.explanation;

import org.jspecify.annotations.NullMarked;
