/** What is shown of what was assessed. */
@NullMarked
package org.rollcall.engagement.assessed;

import org.jspecify.annotations.NullMarked;
