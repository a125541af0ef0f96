/** Explanations as they are asked for. */
@NullMarked
package org.rollcall.engagement.explanation;

import org.jspecify.annotations.NullMarked;
